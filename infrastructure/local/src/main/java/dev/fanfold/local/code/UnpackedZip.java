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

/// Unpacks a zip into `<zip>.unpacked/<hash>` beside it.
///
/// The hash is that of the zip's content. So the next start reuses the directory if the zip has not
/// changed. `mvn clean` removes the zip and the directories.
final class UnpackedZip {
    private static final String SUFFIX = ".unpacked";

    private UnpackedZip() {}

    /// The directory with the content of the zip, which is unpacked if necessary.
    ///
    /// @throws InvalidInputException if the directory cannot be written, or if the zip has changed
    ///   since its entries were read
    static Path folder(Zip zip) {
        Path folder = zip.file().resolveSibling(zip.file().getFileName() + SUFFIX);
        Path unpacked = folder.resolve(zip.contentHash());
        if (Files.isDirectory(unpacked)) {
            return unpacked;
        }
        if (!Zip.read(zip.file()).equals(zip)) {
            throw new InvalidInputException(
                    zip.file() + " has changed since this program started: start it again");
        }
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempDirectory(folder, "new");
            try {
                unpack(zip, temporary);
                publish(temporary, unpacked);
            } finally {
                remove(temporary);
            }
            return unpacked;
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

    // Makes executable those files in `bin/` that are executable in the zip. Only the JDK's zip
    // file system reads file permissions; java.util.zip does not.
    private static void keepExecutable(Zip zip, Path to) throws IOException {
        if (zip.entries().stream().noneMatch(entry -> entry.name().startsWith("bin/"))) {
            return;
        }
        Map<String, String> options =
                Map.of(
                        "enablePosixFileAttributes", "true",
                        "defaultPermissions", "rw-r--r--");
        try (FileSystem open = FileSystems.newFileSystem(zip.file(), options);
                Stream<Path> all = Files.walk(open.getPath("/bin"))) {
            for (Path packedFile : all.filter(Files::isRegularFile).toList()) {
                boolean isExecutable =
                        Files.getPosixFilePermissions(packedFile)
                                .contains(PosixFilePermission.OWNER_EXECUTE);
                Path file = to.resolve(packedFile.toString().substring(1));
                if (isExecutable && !file.toFile().setExecutable(true, false)) {
                    throw new IOException(file + " cannot be made executable");
                }
            }
        }
    }

    // The move fails if another process was faster. Its directory has the same content.
    private static void publish(Path temporary, Path unpacked) throws IOException {
        try {
            Files.move(temporary, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(unpacked)) {
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
