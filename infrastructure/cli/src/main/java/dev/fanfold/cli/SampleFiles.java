package dev.fanfold.cli;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files of a workload's sample. A server of the sample can override settings and replace the
/// input.
///
/// @param loader loads the files
/// @param testsBuilt whether the tests were built; if not, a server would not have been found
record SampleFiles(String workload, ClassLoader loader, boolean testsBuilt) {
    private static final String FOLDER = "META-INF/fanfold/samples/";
    private static final String SETTINGS = "settings.json";
    private static final String INPUT = "input";

    /// The sample's settings. Those of the server override those of the file.
    ///
    /// @throws InvalidInputException if the sample has neither settings nor a server
    /// @throws IllegalStateException if the file also sets options of the job
    JobSettings settings(Optional<RunningServer> server) throws IOException {
        try (InputStream file = open(SETTINGS)) {
            if (file == null && server.isEmpty()) {
                throw missing(SETTINGS);
            }
            var settings = new TreeMap<>(file == null ? Map.of() : read(file).values());
            server.map(RunningServer::settings).ifPresent(settings::putAll);
            return JobSettings.of(settings);
        }
    }

    private JobSettings read(InputStream file) throws IOException {
        SubmittedSettings parsed = SettingsJson.parse(file.readAllBytes());
        if (!parsed.options().equals(JobOptions.DEFAULT)) {
            throw new IllegalStateException(
                    "the sample of %s sets job options: remove \"job\" from its settings.json"
                            .formatted(workload));
        }
        return parsed.settings();
    }

    /// Copies the sample's input, from the server or else from the file, to a temporary file.
    ///
    /// @throws InvalidInputException if the sample has no input
    Path input(Optional<RunningServer> server) throws IOException {
        Optional<byte[]> fromServer = server.flatMap(RunningServer::input);
        byte[] bytes = fromServer.isPresent() ? fromServer.get() : inputFile();
        Path copy = Files.createTempFile("fanfold-" + workload + "-sample", "");
        copy.toFile().deleteOnExit();
        return Files.write(copy, bytes);
    }

    private byte[] inputFile() throws IOException {
        try (InputStream file = open(INPUT)) {
            if (file == null) {
                throw missing(INPUT);
            }
            return file.readAllBytes();
        }
    }

    private @Nullable InputStream open(String name) {
        return loader.getResourceAsStream(FOLDER + workload + "/" + name);
    }

    private InvalidInputException missing(String name) {
        return new InvalidInputException(
                "%s ships no sample (%s%1$s/%s in its jar): %sremove --sample, and set the job with --set and --input"
                        .formatted(
                                workload,
                                FOLDER,
                                name,
                                testsBuilt
                                        ? ""
                                        : "if it needs a server, build its tests' jar with mvn package; else "));
    }
}
