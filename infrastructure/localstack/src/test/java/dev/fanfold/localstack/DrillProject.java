package dev.fanfold.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The application that the suite is about: the drill and Fanfold's own workloads in one pool.
final class DrillProject {
    /// Few workers, so that a job runs for long enough to be cancelled.
    static final Map<String, String> PARAMETERS =
            Map.of("WorkerConcurrency", "4", "Architecture", "x86_64");

    private static final String SCRIPT = "infrastructure/localstack/project";
    private static final Path BUILT = Path.of("target/drill");

    private DrillProject() {}

    /// The template of the project as `fanfold new` writes it, with the zips that its own build has
    /// made.
    static Path template() {
        Path zip = BUILT.resolve("target/general.zip");
        if (!Files.isRegularFile(zip)) {
            throw new AssertionError(
                    "there is no %s: build the project of the drill first, with %s"
                            .formatted(zip.toAbsolutePath().normalize(), SCRIPT));
        }
        return BUILT.resolve("template.yaml");
    }

    /// Fanfold's own template, which is the same but for the places of files. The local cloud plays
    /// it with the drill on the class path.
    static Path localTemplate() {
        return Path.of("../../template.yaml");
    }
}
