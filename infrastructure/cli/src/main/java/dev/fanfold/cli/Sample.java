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

/// The sample of a workload: settings, and an input if the workload reads one.
///
/// They are the files `settings.json` and `input` in the workload's jar, under
/// `META-INF/fanfold/samples/<workload>/`. If the sample needs a server, the tests' jar of the
/// workload's module contains it. The server can override settings and supply the input.
///
/// @param input a copy of the input, which `close` deletes; empty if the workload reads no input
/// @param server the running server, which `close` stops
record Sample(JobSettings settings, Optional<Path> input, Optional<RunningServer> server)
        implements AutoCloseable {
    /// Loads the sample of a workload and starts its server.
    ///
    /// @param tests the loader of the tests of the workload's module; empty if there are none
    /// @param log receives the error if the server cannot be stopped at the end of the process
    /// @throws InvalidInputException if the workload has no sample, or its server fails
    static Sample of(Workload<?> workload, Optional<ClassLoader> tests, Consumer<String> log)
            throws IOException {
        String name = workload.definition().name();
        var files =
                new SampleFiles(
                        name,
                        tests.orElse(workload.getClass().getClassLoader()),
                        tests.isPresent());
        Optional<RunningServer> server =
                tests.flatMap(loader -> RunningServer.start(name, loader, log));
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
