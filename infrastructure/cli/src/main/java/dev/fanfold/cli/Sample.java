package dev.fanfold.cli;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Workload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The sample that ships with a workload, in its jar under `META-INF/fanfold/samples/<workload>/`:
/// `settings.json` with its settings, and `input` if it reads one. If it needs a server, the tests'
/// jar of its module has one.
///
/// @param input a copy that is removed at close
/// @param server stopped at close
record Sample(JobSettings settings, Optional<Path> input, Optional<RunningServer> server)
        implements AutoCloseable {
    /// The sample of a workload. Its server is started.
    ///
    /// @param tests has the tests of the workload's module; none if they were not built
    /// @param log receives failures to stop the server when the process is terminated
    /// @throws InvalidInputException if it ships none, or its server cannot be started
    static Sample of(Workload<?> workload, Optional<ClassLoader> tests, Consumer<String> log)
            throws IOException {
        String name = workload.definition().name();
        var files =
                new SampleFiles(
                        name,
                        tests.orElse(workload.getClass().getClassLoader()),
                        tests.isPresent());
        Optional<RunningServer> server =
                tests.flatMap(code -> RunningServer.start(name, code, log));
        try {
            return new Sample(
                    files.settings(server),
                    workload.definition().readsInput()
                            ? Optional.of(files.input(server))
                            : Optional.empty(),
                    server);
        } catch (IOException | RuntimeException e) {
            server.ifPresent(running -> running.closeAfter(e));
            throw e;
        }
    }

    Optional<URI> uri() {
        return input.map(Path::toUri);
    }

    @Override
    public void close() throws IOException {
        try {
            if (input.isPresent()) {
                Files.deleteIfExists(input.get());
            }
        } finally {
            server.ifPresent(RunningServer::close);
        }
    }
}
