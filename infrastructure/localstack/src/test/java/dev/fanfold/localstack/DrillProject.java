package dev.fanfold.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The application that the suite tests: one pool with the workload `drill` and Fanfold's own
/// workloads.
final class DrillProject {
    /// The template's parameters. There are few workers, so that a job runs long enough to be
    /// cancelled.
    static final Map<String, String> PARAMETERS =
            Map.of("WorkerConcurrency", "4", "Architecture", "x86_64");

    private static final String SCRIPT = "infrastructure/localstack/project";
    private static final Path BUILT = Path.of("target/drill");

    private DrillProject() {}

    /// The template of a project that `fanfold new` has written. The project's build has made its
    /// zips.
    static Path template() {
        Path zip = BUILT.resolve("target/general.zip");
        if (!Files.isRegularFile(zip)) {
            throw new AssertionError(
                    "there is no %s: build the project of the drill first, with %s"
                            .formatted(zip.toAbsolutePath().normalize(), SCRIPT));
        }
        return BUILT.resolve("template.yaml");
    }

    /// Fanfold's own template, which differs from the project's only in the paths of files.
    ///
    /// The local cloud runs it, with the drill on the class path.
    static Path localTemplate() {
        return Path.of("../../template.yaml");
    }
}
