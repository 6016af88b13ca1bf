package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scratch space is empty at the start, deleted afterwards, and belongs to one task only.
class DirectoryScratchTest {
    @TempDir private Path parent;

    @Test
    void eachCallCreatesAnEmptyDirectoryAndDeletesNoneUntilAllAreWiped() throws IOException {
        DirectoryScratch scratch = DirectoryScratch.in(parent);
        Path file =
                Files.writeString(
                        Files.createDirectories(scratch.directory("3-1").resolve("deep/er"))
                                .resolve("file"),
                        "x");

        assertThat(scratch.directory("3-1")).isEmptyDirectory();
        assertThat(file).hasContent("x");
        scratch.wipe();
        assertThat(parent.resolve("slot-0")).doesNotExist();
        assertThat(scratch.directory("3-1")).isEmptyDirectory();
    }

    @Test
    void whatACrashLeftIsWipedBeforeAnybodySeesIt() throws IOException {
        Files.createDirectories(parent.resolve("slot-0/7-1"));
        Files.writeString(parent.resolve("slot-0/7-1/left over"), "x");

        DirectoryScratch.in(parent);

        assertThat(parent.resolve("slot-0")).doesNotExist();
    }

    @Test
    void environmentsOfOneMachineHaveTheirOwn() {
        DirectoryScratch one = DirectoryScratch.in(parent);
        DirectoryScratch other = DirectoryScratch.in(parent);
        Path mine = one.directory("1-1");
        Path theirs = other.directory("1-1");

        other.wipe();

        assertThat(mine).isNotEqualTo(theirs).exists();
        assertThat(theirs).doesNotExist();
    }

    @Test
    void aLinkIsRemovedAndNotFollowed() throws IOException {
        Path outside =
                Files.writeString(
                        Files.createDirectory(parent.resolve("outside")).resolve("precious"), "x");
        DirectoryScratch scratch = DirectoryScratch.in(parent);
        Files.createSymbolicLink(scratch.directory("1-1").resolve("link"), outside.getParent());

        scratch.wipe();

        assertThat(outside).exists();
    }

    @Test
    void aNameLeadsNowhereElse() {
        DirectoryScratch scratch = DirectoryScratch.in(parent);

        for (String name : new String[] {"../x", "a/b", "..", "/tmp"}) {
            assertThatThrownBy(() -> scratch.directory(name))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name);
        }
    }
}
