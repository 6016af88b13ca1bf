package dev.fanfold.local.function;

import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Function;
import dev.fanfold.template.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The environments of a function, invoked concurrently by several threads.
///
/// This is Lincheck's stress mode. Its model checking does not support threads that outlive a call,
/// as an environment's thread does.
class SharedPoolTest {
    private static final ScheduledExecutorService TIMERS =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    private static final Path SCRATCH = Path.of("target", "shared-pool");

    @AfterAll
    static void stop() {
        TIMERS.shutdownNow();
    }

    @Test
    void callsAtTheLimitWaitForTheOneEnvironment() {
        stress(Waiting.class);
    }

    @Test
    void belowTheLimitNoCallIsRefused() {
        stress(BelowTheLimit.class);
    }

    private static void stress(Class<?> calls) {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .minimizeFailedScenario(false)
                .check(calls);
    }

    private static FunctionPool pool(int limit) {
        Function function =
                new Function(
                        "Echo",
                        "echo",
                        FunctionPoolTest.Echo.class.getName(),
                        new Place(Path.of("template.yaml"), 1),
                        Duration.ofMinutes(10),
                        128,
                        limit,
                        Map.of(),
                        List.of());
        HandlerClass handler =
                HandlerClass.of(function, FunctionPoolTest.Echo.class.getClassLoader());
        return new FunctionPool(
                function, handler, Map.of(), new Host(new Meter(), TIMERS, _ -> {}, SCRATCH));
    }

    /// Checks that nothing runs at the end and the limit was never exceeded.
    private static void checkQuiet(FunctionPool pool, int limit) {
        try (pool) {
            if (pool.inFlight() != 0 || pool.environments() > limit) {
                throw new AssertionError(
                        pool.inFlight() + " in flight, " + pool.environments() + " environments");
            }
        }
    }

    public static class Waiting {
        private final FunctionPool pool = pool(1);

        @Operation
        public String invoke() throws Exception {
            var outcome = new CompletableFuture<InvocationOutcome>();
            pool.invoke("asked", outcome::complete);
            return outcome.get().toString();
        }

        @Validate
        public void isQuiet() {
            checkQuiet(pool, 1);
        }
    }

    public static class BelowTheLimit {
        private final FunctionPool pool = pool(3);

        @Operation
        public String invoke() throws Exception {
            var outcome = new CompletableFuture<InvocationOutcome>();
            pool.invoke("asked", outcome::complete);
            return outcome.get().toString();
        }

        @Operation
        public String invokeNow() throws Exception {
            var outcome = new CompletableFuture<InvocationOutcome>();
            return pool.invokeNow("asked", outcome::complete)
                    ? outcome.get().toString()
                    : "refused";
        }

        @Validate
        public void isQuiet() {
            checkQuiet(pool, 3);
        }
    }
}
