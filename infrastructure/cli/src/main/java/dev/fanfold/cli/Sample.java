package dev.fanfold.cli;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The sample that ships in a workload's jar.
///
/// It is under `META-INF/fanfold/samples/<workload>/`: `settings.json`, and `input` if the workload
/// reads one.
///
/// @param input a copy in a temporary file, deleted on close
record Sample(JobSettings settings, Optional<Path> input) implements AutoCloseable {
    private static final String FOLDER = "META-INF/fanfold/samples/";

    /// Copies the sample of a workload to a file.
    ///
    /// @throws InvalidInputException when the workload ships none
    static Sample of(Workload<?> workload) throws IOException {
        String name = workload.definition().name();
        ClassLoader code = workload.getClass().getClassLoader();
        SubmittedSettings given = given(name, code);
        if (!workload.definition().readsInput()) {
            return new Sample(given.settings(), Optional.empty());
        }
        try (InputStream packed = found(name, code, "input")) {
            Path file = Files.createTempFile("fanfold-" + name + "-sample", "");
            file.toFile().deleteOnExit();
            Files.write(file, packed.readAllBytes());
            return new Sample(given.settings(), Optional.of(file));
        }
    }

    private static SubmittedSettings given(String name, ClassLoader code) throws IOException {
        try (InputStream packed = found(name, code, "settings.json")) {
            SubmittedSettings given = SettingsJson.parse(packed.readAllBytes());
            if (!given.options().equals(JobOptions.DEFAULT)) {
                throw new IllegalStateException(
                        "the sample of %s sets job options: leave \"job\" out of its settings.json"
                                .formatted(name));
            }
            return given;
        }
    }

    private static InputStream found(String name, ClassLoader code, String file) {
        InputStream packed = code.getResourceAsStream(FOLDER + name + "/" + file);
        if (packed == null) {
            throw new InvalidInputException(
                    "%s ships no sample (%s%1$s/%s is not in its jar): leave --sample out, and use --set and --input"
                            .formatted(name, FOLDER, file));
        }
        return packed;
    }

    Optional<URI> uri() {
        return input.map(Path::toUri);
    }

    @Override
    public void close() throws IOException {
        if (input.isPresent()) {
            Files.deleteIfExists(input.get());
        }
    }
}
