package dev.fanfold.local.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.InputChangedException;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests how files are pinned and read, and that every change is detected.
class FileSourceTest {
    private static final FileTime LATER = FileTime.fromMillis(4_000_000_000_000L);
    private final FileSource source = new FileSource();
    @TempDir private Path directory;

    @Test
    void itIsFoundAsAService() {
        assertThat(ServiceLoader.load(Source.class)).hasAtLeastOneElementOfType(FileSource.class);
    }

    @Test
    void aFileIsReadFromTheGivenByteToItsEnd() throws IOException {
        Pin pin = writeAndPin("abcdefgh");

        try (InputStream bytes = source.open(pin, 3, 5)) {
            assertThat(bytes.readAllBytes()).asString().isEqualTo("defgh");
        }
    }

    @Test
    void skippedBytesAreNotRead() throws IOException {
        Pin pin = writeAndPin("abcdefgh");

        try (InputStream bytes = source.open(pin, 0, 8)) {
            assertThat(bytes.skip(6)).isEqualTo(6);
            assertThat(bytes.available()).isEqualTo(2);
            assertThat(bytes.read()).isEqualTo('g');
            assertThat(bytes.skip(100)).isEqualTo(1);
            assertThat(bytes.read()).isEqualTo(-1);
        }
    }

    @Test
    void anEmptyFileHasNoBytesAndIsNoFault() throws IOException {
        Pin pin = writeAndPin("");

        assertThat(pin.size()).isZero();
        try (InputStream bytes = source.open(pin, 0, 0)) {
            assertThat(bytes.read()).isEqualTo(-1);
        }
    }

    @Test
    void theSameFileHasTheSamePinUntilItChanges() throws IOException {
        Pin first = writeAndPin("abc");
        Pin second = source.pin(first.uri());
        Files.setLastModifiedTime(Path.of(first.uri()), LATER);

        assertThat(second).isEqualTo(first);
        assertThat(source.pin(first.uri())).isNotEqualTo(first);
    }

    @Test
    void whatCannotBeAnInputIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> source.pin(directory.resolve("none.csv").toUri()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("no such file: " + directory.resolve("none.csv"));
        assertThatThrownBy(() -> source.pin(directory.toUri()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is a directory");
        assertThatThrownBy(() -> source.pin(URI.create("file://elsewhere/data.csv")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("file:///path");
        assertThat(
                        FileSource.cannotOpen(
                                Path.of("mine.csv"), new AccessDeniedException("mine.csv")))
                .hasMessage(
                        "mine.csv cannot be read: permission denied; make it readable for this user");
    }

    @Test
    void aFileThatIsNoLongerThePinnedOneIsNotOpened() throws IOException {
        Pin touched = writeAndPin("abc");
        Files.setLastModifiedTime(Path.of(touched.uri()), LATER);
        assertThatThrownBy(() -> source.open(touched, 0, 3))
                .isInstanceOf(InputChangedException.class);

        Pin gone = writeAndPin("abc");
        Files.delete(Path.of(gone.uri()));
        assertThatThrownBy(() -> source.open(gone, 0, 3))
                .isInstanceOf(InputChangedException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void aReplacementOfTheSameSizeAndTimeIsSeen() throws IOException {
        Pin pin = writeAndPin("abc");
        Path path = Path.of(pin.uri());
        Path other = Files.writeString(directory.resolve("other.csv"), "xyz");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(path));
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> source.open(pin, 0, 3)).isInstanceOf(InputChangedException.class);
    }

    @Test
    void aChangeAfterTheLastReadIsSeenOnClose() throws IOException {
        Pin pin = writeAndPin("abcdefgh");
        InputStream bytes = source.open(pin, 0, 4);
        assertThat(bytes.readNBytes(4)).hasSize(4);
        Files.writeString(Path.of(pin.uri()), "more", StandardOpenOption.APPEND);

        assertThatThrownBy(bytes::close)
                .isInstanceOf(InputChangedException.class)
                .hasMessageContaining("(12 bytes)");
    }

    @Test
    void aFileCutShortWhileItIsReadIsSeen() throws IOException {
        Pin pin = writeAndPin("abcdefgh");
        InputStream bytes = source.open(pin, 0, 8);
        Files.writeString(Path.of(pin.uri()), "abc");

        assertThatThrownBy(bytes::readAllBytes).isInstanceOf(InputChangedException.class);
        assertThatThrownBy(bytes::close).isInstanceOf(InputChangedException.class);
    }

    private Pin writeAndPin(String content) throws IOException {
        return source.pin(Files.writeString(directory.resolve("data.csv"), content).toUri());
    }
}
