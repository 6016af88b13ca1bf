package dev.fanfold.cli.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.cli.text.Captured;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.workload.Outputs.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No output is written outside its directory, or to a file that is not its own.
class LocalFilesTest {
    private static final String HASH = "0123456789abcdef".repeat(4);
    @TempDir private Path directory;

    @Test
    void namesThatLeaveTheirFolderAreRefused() {
        for (String name :
                new String[] {
                    "", ".", "..", "../x", "x/..", "x/y", "/x", "/etc/passwd", "x/", "./x", "a\0b"
                }) {
            for (boolean isWindows : new boolean[] {false, true}) {
                assertThatThrownBy(() -> LocalFiles.of(directory, named(name), isWindows))
                        .as("\"%s\"", name)
                        .isInstanceOf(FailedOutputException.class)
                        .hasMessageContaining("rename the output");
            }
        }
    }

    @Test
    void otherNamesAreKept() throws Exception {
        for (String name : new String[] {"...", "-rf", "~", "$HOME", "a b", "x.part", "\u00e4"}) {
            LocalFiles files = LocalFiles.of(directory, named(name), false);

            assertThat(files.file()).isEqualTo(directory.resolve("2/5/" + name));
            assertThat(files.part())
                    .isEqualTo(directory.resolve("2/5/" + name + ".0123456789abcdef.part"));
        }
    }

    @Test
    void aNameIsNeverThatOfAPart() {
        assertThatThrownBy(() ->
                        LocalFiles.of(
                                directory, named("x." + HASH.substring(0, 16) + ".part"), false))
                .isInstanceOf(FailedOutputException.class)
                .hasMessageContaining("partial copy");
    }

    @Test
    void onWindowsNamesOfDevicesAndForbiddenCharactersAreRefused() {
        for (String name :
                new String[] {
                    "nul",
                    "CON",
                    "Aux.txt",
                    "COM1",
                    "lpt9.a.b",
                    "com\u00b9",
                    "nul .txt",
                    "CONIN$",
                    "a:b",
                    "a*",
                    "a?",
                    "a<",
                    "a>",
                    "a|",
                    "a\"",
                    "a.",
                    "a ",
                    "..."
                }) {
            assertThatThrownBy(() -> LocalFiles.of(directory, named(name), true))
                    .as(name)
                    .isInstanceOf(FailedOutputException.class)
                    .hasMessageContaining("Windows");
            assertThatCode(() -> LocalFiles.of(directory, named(name), false))
                    .doesNotThrowAnyException();
        }
        for (String name : new String[] {"null", "console", "com0", "com10", "a.b", "a b", ".a"}) {
            assertThatCode(() -> LocalFiles.of(directory, named(name), true))
                    .as(name)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void nothingIsWrittenThroughASymbolicLink() throws Exception {
        Path target = Files.createDirectory(directory.resolve("target"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createSymbolicLink(target.resolve("0"), elsewhere);
        var stored = new Stored();
        stored.add(0, 0, "a", new byte[3]);
        Output other = stored.add(1, 0, "a", new byte[3]);
        Output part = stored.add(1, 1, "a", new byte[3]);
        Path victim = Files.writeString(elsewhere.resolve("victim"), "kept");
        Files.createDirectories(target.resolve("1/1"));
        Files.createSymbolicLink(LocalFiles.of(target, part, false).part(), victim);
        var text = new Captured();
        var watch = new CopyWatch(text.terminal(), OutputCount.NONE, () -> Instant.EPOCH);

        // The given directory itself may be a link.
        new OutputDownload(stored, link, watch, _ -> {}, false)
                .run(stored.all().subList(0, 2).stream());
        assertThatThrownBy(() ->
                        new OutputDownload(stored, link, watch, _ -> {}, false)
                                .run(stored.all().subList(2, 3).stream()))
                .isInstanceOf(java.io.IOException.class);

        assertThat(text.text()).contains("symbolic link", "remove the link").hasLineCount(1);
        assertThat(elsewhere).isDirectoryContaining(file -> file.equals(victim));
        assertThat(elsewhere).isDirectoryNotContaining(file -> !file.equals(victim));
        assertThat(victim).hasContent("kept");
        assertThat(target.resolve("1/0/a")).hasBinaryContent(stored.bytes(other));
    }

    private static Output named(String name) {
        return new Output(2, 5, "0123456789abcdef", name, 3, HASH);
    }
}
