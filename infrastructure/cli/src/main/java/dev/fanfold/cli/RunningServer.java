package dev.fanfold.cli;

import dev.fanfold.local.sample.SampleServer;
import dev.fanfold.workload.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The running server of a sample. [#close] stops it, and so does the end of the process.
final class RunningServer implements AutoCloseable {
    private final String workload;
    private final SampleServer server;
    private final Consumer<String> log;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread hook = new Thread(this::stopAtExit, "sample");

    private RunningServer(String workload, SampleServer server, Consumer<String> log) {
        this.workload = workload;
        this.server = server;
        this.log = log;
    }

    /// Starts the server of a workload's sample, if it needs one.
    ///
    /// @param tests the loader of the tests of the workload's module
    /// @param log receives the error if the server cannot be stopped at the end of the process
    /// @throws InvalidInputException if the server cannot be loaded or started, or if there are
    ///   several
    static Optional<RunningServer> start(String workload, ClassLoader tests, Consumer<String> log) {
        List<SampleServer> servers = load(workload, tests);
        if (servers.size() > 1) {
            throw new InvalidInputException(
                    "the sample of %s has %d servers, %s: remove all but one"
                            .formatted(
                                    workload,
                                    servers.size(),
                                    servers.stream()
                                            .map(other -> other.getClass().getName())
                                            .toList()));
        }
        return servers.stream().findFirst().map(server -> start(workload, server, log));
    }

    private static List<SampleServer> load(String workload, ClassLoader tests) {
        return call(
                workload,
                "loaded",
                () -> {
                    var servers = new ArrayList<SampleServer>();
                    for (SampleServer server : ServiceLoader.load(SampleServer.class, tests)) {
                        if (server.workload().equals(workload)) {
                            servers.add(server);
                        }
                    }
                    return servers;
                });
    }

    private static RunningServer start(String workload, SampleServer server, Consumer<String> log) {
        var running = new RunningServer(workload, server, log);
        Runtime.getRuntime().addShutdownHook(running.hook);
        try {
            return call(
                    workload,
                    "started",
                    () -> {
                        server.start();
                        return running;
                    });
        } catch (InvalidInputException e) {
            running.closeAfter(e);
            throw e;
        }
    }

    // All calls of the author's code go through here, so that every exception is reported with the
    // workload's name.
    private static <T> T call(String workload, String action, Callable<T> authorsCode) {
        try {
            return authorsCode.call();
        } catch (Exception | LinkageError | ServiceConfigurationError e) {
            throw new InvalidInputException(
                    "the sample of %s cannot be %s: %s%s".formatted(workload, action, e, remedy(e)),
                    e);
        }
    }

    // An Error comes from a class that cannot be loaded.
    private static String remedy(Throwable failure) {
        return failure instanceof Exception
                ? ""
                : "; its server may use the JDK, its tests' jar and the contents of the pool's zip";
    }

    /// The settings that the server supplies for the job, for example its address.
    ///
    /// @throws InvalidInputException if the server throws
    Map<String, String> settings() {
        return call(workload, "asked for its settings", server::settings);
    }

    /// The job's input, if the server supplies it.
    ///
    /// @throws InvalidInputException if the server throws
    Optional<byte[]> input() {
        return call(workload, "asked for its input", server::input);
    }

    /// Stops the server after another failure, which the caller reports. If the server cannot be
    /// stopped, that error is added to the failure as a suppressed exception.
    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (InvalidInputException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return; // the hook stops the server
        }
        stop();
    }

    private void stop() {
        if (stopped.compareAndSet(false, true)) {
            call(
                    workload,
                    "stopped",
                    () -> {
                        server.close();
                        return stopped;
                    });
        }
    }

    private void stopAtExit() {
        try {
            stop();
        } catch (InvalidInputException e) {
            log.accept(String.valueOf(e.getMessage()));
        }
    }
}
