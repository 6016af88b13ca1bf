package dev.fanfold.local.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The unpacking of a zip into a directory.
@Timeout(60)
class UnpackedZipTest {
    @TempDir private Path folder;

    @Test
    void aZipIsUnpackedOnceForEachContent() throws IOException {
        Path zip = zip("one");
        Path first = UnpackedZip.folder(Zip.read(zip));
        Files.writeString(first.resolve("mark"), "still the same directory");

        Path unpackedAgain = UnpackedZip.folder(Zip.read(zip("one")));
        Path other = UnpackedZip.folder(Zip.read(zip("other")));

        assertThat(unpackedAgain).isEqualTo(first);
        assertThat(first.resolve("mark")).exists();
        assertThat(other).isNotEqualTo(first);
        assertThat(other.resolve("lib/a.txt")).hasContent("other");
    }

    @Test
    void concurrentUnpackingsShareOneCompleteDirectory() throws Exception {
        Path zip = zip("x".repeat(1_000_000));
        var start = new CountDownLatch(1);
        Set<Path> folders = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Path>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Callable<Path> unpack =
                        () -> {
                            start.await();
                            Path unpacked = UnpackedZip.folder(Zip.read(zip));
                            assertThat(unpacked.resolve("lib/a.txt")).hasSize(1_000_000);
                            return unpacked;
                        };
                running.add(threads.submit(unpack));
            }
            start.countDown();
            for (Future<Path> future : running) {
                folders.add(future.get());
            }
        }

        assertThat(folders).hasSize(1);
        try (Stream<Path> remaining = Files.list(folder.resolve("a.zip.unpacked"))) {
            assertThat(remaining).containsExactlyElementsOf(folders);
        }
    }

    @Test
    void anEntryOutsideTheZipIsRefusedAndNothingIsWritten() throws IOException {
        for (String name :
                List.of("../evil", "lib/../../evil", "/evil", "..", "C:/evil", "..\\evil")) {
            assertRejected(name);
        }
    }

    private void assertRejected(String name) throws IOException {
        Path zip = TestJars.zip(folder.resolve("a.zip"), Map.of(name, new byte[] {1}));

        assertThatThrownBy(() -> UnpackedZip.folder(Zip.read(zip)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a.zip has an entry outside itself, \"" + name);

        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all).containsExactlyInAnyOrder(folder, zip);
        }
    }

    @Test
    void aZipThatIsMissingOrBrokenSaysHowToBuildIt() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.zip"), "no zip");

        assertThatThrownBy(() -> Zip.read(folder.resolve("no.zip")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no.zip: build it with mvn package");
        assertThatThrownBy(() -> Zip.read(broken))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("broken.zip cannot be read as a zip")
                .hasMessageContaining("mvn package");
    }

    @Test
    void aZipThatChangedSinceItWasReadIsNotOpened() throws IOException {
        Zip read = Zip.read(zip("one"));
        zip("another");

        assertThatThrownBy(() -> UnpackedZip.folder(read))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has changed since this program started: start it again");
    }

    @Test
    void programsOfAPoolStayExecutable() throws IOException {
        Path zip = folder.resolve("a.zip");
        URI uri = URI.create("jar:" + zip.toUri());
        Map<String, String> options = Map.of("create", "true", "enablePosixFileAttributes", "true");
        try (FileSystem fileSystem = FileSystems.newFileSystem(uri, options)) {
            Files.createDirectory(fileSystem.getPath("/bin"));
            for (String name : List.of("tool", "data")) {
                Path file = Files.writeString(fileSystem.getPath("/bin/" + name), name);
                String mode = name.equals("tool") ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            }
        }

        Path unpacked = UnpackedZip.folder(Zip.read(zip));

        assertThat(unpacked.resolve("bin/tool")).isExecutable().hasContent("tool");
        assertThat(Files.isExecutable(unpacked.resolve("bin/data"))).isFalse();
    }

    private Path zip(String content) throws IOException {
        return TestJars.zip(
                folder.resolve("a.zip"),
                Map.of("lib/a.txt", content.getBytes(StandardCharsets.UTF_8)));
    }
}
