package dev.fanfold.localstack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// A copy of the deployable application with one more workload.
///
/// The templates are unchanged; the functions' zips have one more jar under `lib/`.
final class Deployable {
    /// Few workers, so that a job runs long enough to be cancelled.
    static final Map<String, String> PARAMETERS =
            Map.of("WorkerConcurrency", "4", "Architecture", "x86_64");

    private static final Path ROOT = Path.of("../..");
    private static final Path FOLDER = Path.of("target/deployable");
    private static final Path CLASSES = Path.of("target/classes");
    private static final List<String> NESTED =
            List.of("infrastructure/stacks", "infrastructure/api");
    private static final String POOL = "functions/workloads/general/pool.yaml";
    private static final List<String> ZIPS =
            List.of(
                    "functions/coordination/target/coordination.zip",
                    "functions/workloads/general/target/general.zip");

    private Deployable() {}

    /// Copies the root template with its nested stacks and documents.
    static Path template() throws IOException {
        for (String folder : NESTED) {
            Files.createDirectories(FOLDER.resolve(folder));
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                for (Path file : files.toList()) {
                    copy(folder + "/" + file.getFileName());
                }
            }
        }
        Files.createDirectories(FOLDER.resolve(POOL).getParent());
        copy(POOL);
        return copy("template.yaml");
    }

    /// Copies the root template with everything that it deploys.
    ///
    /// @throws java.nio.file.NoSuchFileException when the functions' zips are not built
    static Path templateAndZips() throws IOException {
        for (String name : ZIPS) {
            Files.createDirectories(FOLDER.resolve(name).getParent());
            try (FileSystem zip = FileSystems.newFileSystem(copy(name));
                    OutputStream jar = Files.newOutputStream(zip.getPath("lib/drill.jar"))) {
                pack(jar);
            }
        }
        return template();
    }

    private static Path copy(String name) throws IOException {
        return Files.copy(
                ROOT.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void pack(OutputStream out) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(CLASSES)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try (var jar = new JarOutputStream(out)) {
            files.forEach(file -> add(jar, file));
        }
    }

    private static void add(JarOutputStream jar, Path file) {
        try {
            jar.putNextEntry(new JarEntry(CLASSES.relativize(file).toString().replace('\\', '/')));
            Files.copy(file, jar);
            jar.closeEntry();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
