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

/// The running server of a sample. It is stopped by [#close], or when the process is terminated.
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
    /// @param code has the tests of the workload's module
    /// @param log receives failures to stop it when the process is terminated
    /// @throws InvalidInputException if it cannot be loaded or started
    static Optional<RunningServer> start(String workload, ClassLoader code, Consumer<String> log) {
        List<SampleServer> servers = found(workload, code);
        if (servers.size() > 1) {
            throw new InvalidInputException(
                    "the sample of %s has %d servers, %s: remove all but one"
                            .formatted(
                                    workload,
                                    servers.size(),
                                    servers.stream()
                                            .map(one -> one.getClass().getName())
                                            .toList()));
        }
        return servers.stream().findFirst().map(server -> started(workload, server, log));
    }

    private static List<SampleServer> found(String workload, ClassLoader code) {
        return tried(
                workload,
                "loaded",
                () -> {
                    var servers = new ArrayList<SampleServer>();
                    for (SampleServer server : ServiceLoader.load(SampleServer.class, code)) {
                        if (server.workload().equals(workload)) {
                            servers.add(server);
                        }
                    }
                    return servers;
                });
    }

    private static RunningServer started(
            String workload, SampleServer server, Consumer<String> log) {
        var running = new RunningServer(workload, server, log);
        Runtime.getRuntime().addShutdownHook(running.hook);
        try {
            return tried(
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

    // The only boundary around the author's code. It reports every exception with the sample's
    // name.
    private static <T> T tried(String workload, String what, Callable<T> code) {
        try {
            return code.call();
        } catch (Exception | LinkageError | ServiceConfigurationError e) {
            throw new InvalidInputException(
                    "the sample of %s cannot be %s: %s%s".formatted(workload, what, e, remedy(e)),
                    e);
        }
    }

    private static String remedy(Throwable failure) {
        return failure instanceof Exception
                ? ""
                : "; its server may use the JDK, its tests' jar and the contents of the pool's zip";
    }

    /// The job's settings that name the server.
    Map<String, String> settings() {
        return tried(workload, "asked for its settings", server::settings);
    }

    /// The job's input, if it comes from the server.
    Optional<byte[]> input() {
        return tried(workload, "asked for its input", server::input);
    }

    /// Stops it after another failure, which remains the reported one.
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
        } catch (IllegalStateException onItsWayOut) {
            return; // the hook stops it
        }
        stop();
    }

    private void stop() {
        if (stopped.compareAndSet(false, true)) {
            tried(
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
