package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.deployed.Deployment;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.local.source.FileSource;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Commands on a local cloud that is found as a deployed stack is, and what they print.
///
/// @param workloads those that the command line has on its own class path
record OnCloud(LocalCloud cloud, Workloads workloads, Captured out, Captured err) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    OnCloud(LocalCloud cloud, Workloads workloads) {
        this(cloud, workloads, new Captured(), new Captured());
    }

    /// Runs the command, forgetting what the one before has printed; its exit code.
    int run(Object... args) {
        out.clear();
        err.clear();
        var here =
                new Surroundings(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        (_, _, _) -> {
                            throw new AssertionError("a line was started");
                        },
                        (_, _, _) -> new Deployment(LocalEnvironment.of(cloud), workloads),
                        Typed.access(Map.of()),
                        workloads,
                        new FileSource(),
                        Path.of("../.."));
        return Main.run(here, Stream.of(args).map(Object::toString).toArray(String[]::new));
    }

    /// Looks until it holds; fails when it does not within the patience of a test.
    static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting: " + what).isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
    }

    /// What was printed as JSON.
    Fields json() {
        return Json.read("output", out.text());
    }
}
