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

/// The files of a workload's sample, or the data that its server supplies instead.
///
/// @param code loads the files
/// @param built whether the tests were built, which would contain a server
record SampleFiles(String workload, ClassLoader code, boolean built) {
    private static final String FOLDER = "META-INF/fanfold/samples/";
    private static final String SETTINGS = "settings.json";
    private static final String INPUT = "input";

    /// The sample's settings. Those of the server override those of the file.
    ///
    /// @throws InvalidInputException if there are none
    JobSettings settings(Optional<RunningServer> server) throws IOException {
        try (InputStream packed = open(SETTINGS)) {
            if (packed == null && server.isEmpty()) {
                throw missing(SETTINGS);
            }
            var all = new TreeMap<>(packed == null ? Map.of() : read(packed).values());
            server.map(RunningServer::settings).ifPresent(all::putAll);
            return JobSettings.of(all);
        }
    }

    private JobSettings read(InputStream packed) throws IOException {
        SubmittedSettings given = SettingsJson.parse(packed.readAllBytes());
        if (!given.options().equals(JobOptions.DEFAULT)) {
            throw new IllegalStateException(
                    "the sample of %s sets job options: remove \"job\" from its settings.json"
                            .formatted(workload));
        }
        return given.settings();
    }

    /// A copy of the sample's input, from the server or else the file.
    ///
    /// @throws InvalidInputException if there is none
    Path input(Optional<RunningServer> server) throws IOException {
        Optional<byte[]> served = server.flatMap(RunningServer::input);
        byte[] bytes = served.isPresent() ? served.get() : packed();
        Path file = Files.createTempFile("fanfold-" + workload + "-sample", "");
        file.toFile().deleteOnExit();
        return Files.write(file, bytes);
    }

    private byte[] packed() throws IOException {
        try (InputStream packed = open(INPUT)) {
            if (packed == null) {
                throw missing(INPUT);
            }
            return packed.readAllBytes();
        }
    }

    private @Nullable InputStream open(String file) {
        return code.getResourceAsStream(FOLDER + workload + "/" + file);
    }

    private InvalidInputException missing(String file) {
        return new InvalidInputException(
                "%s ships no sample (%s%1$s/%s in its jar): %sremove --sample, and set the job with --set and --input"
                        .formatted(
                                workload,
                                FOLDER,
                                file,
                                built
                                        ? ""
                                        : "if it needs a server, build its tests' jar with mvn package; else "));
    }
}
