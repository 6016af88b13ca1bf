package dev.fanfold.local.code;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// Unpacks a zip into a directory beside it.
///
/// The directory is named after the content, so that the next start can reuse it. `mvn clean`
/// removes both.
final class UnpackedZip {
    private static final String SUFFIX = ".unpacked";

    private UnpackedZip() {}

    /// The directory with the content of the zip.
    ///
    /// @throws InvalidInputException if it cannot be written, or if the zip has changed since it
    ///   was read
    static Path folder(Zip zip) {
        Path folder = zip.file().resolveSibling(zip.file().getFileName() + SUFFIX);
        Path whole = folder.resolve(zip.key());
        if (Files.isDirectory(whole)) {
            return whole;
        }
        if (!Zip.read(zip.file()).equals(zip)) {
            throw new InvalidInputException(
                    zip.file() + " has changed since this program started: start it again");
        }
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempDirectory(folder, "new");
            try {
                unpack(zip, fresh);
                publish(fresh, whole);
            } finally {
                remove(fresh);
            }
            return whole;
        } catch (IOException e) {
            throw new InvalidInputException(
                    "%s cannot be unpacked into %s (%s): free some space there, or make it writable"
                            .formatted(zip.file(), folder, e),
                    e);
        }
    }

    private static void unpack(Zip zip, Path to) throws IOException {
        try (ZipFile open = new ZipFile(zip.file().toFile())) {
            for (Zip.Entry entry : zip.entries()) {
                Path file = to.resolve(entry.name());
                if (entry.name().endsWith("/")) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    try (InputStream in = open.getInputStream(open.getEntry(entry.name()))) {
                        Files.copy(in, file);
                    }
                }
            }
        }
        keepExecutable(zip, to);
    }

    // java.util.zip does not give permissions, but the JDK's zip file system does.
    private static void keepExecutable(Zip zip, Path to) throws IOException {
        if (zip.entries().stream().noneMatch(entry -> entry.name().startsWith("bin/"))) {
            return;
        }
        Map<String, String> how =
                Map.of(
                        "enablePosixFileAttributes", "true",
                        "defaultPermissions", "rw-r--r--");
        try (FileSystem open = FileSystems.newFileSystem(zip.file(), how);
                Stream<Path> all = Files.walk(open.getPath("/bin"))) {
            for (Path packed : all.filter(Files::isRegularFile).toList()) {
                boolean runs =
                        Files.getPosixFilePermissions(packed)
                                .contains(PosixFilePermission.OWNER_EXECUTE);
                Path file = to.resolve(packed.toString().substring(1));
                if (runs && !file.toFile().setExecutable(true, false)) {
                    throw new IOException(file + " cannot be made executable");
                }
            }
        }
    }

    // If another process was faster, its directory has the same content.
    private static void publish(Path fresh, Path whole) throws IOException {
        try {
            Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(whole)) {
                throw e;
            }
        }
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
