package dev.fanfold.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.local.fault.Chaos;
import dev.fanfold.local.fault.FaultInjector;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Function;
import dev.fanfold.template.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests environments and listeners of invocations if something else fails.
@Timeout(60)
class FunctionPoolTest {
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    @TempDir private Path scratch;

    @BeforeEach
    void listen() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    }

    @AfterEach
    void stop() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        timers.shutdownNow();
    }

    @Test
    void anEnvironmentSurvivesAFailingListener() throws Exception {
        try (FunctionPool pool = pool(line -> {})) {
            pool.invoke(
                    "first",
                    outcome -> {
                        throw new IllegalStateException("unexpected");
                    });

            assertThat(outcome(pool, "second")).isEqualTo(new InvocationOutcome.Returned("second"));
            assertThat(uncaught)
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("unexpected");
        }
    }

    @Test
    void aFailingLogDoesNotHideTheOutcome() throws Exception {
        try (FunctionPool pool =
                pool(line -> {
                    throw new IllegalStateException("no room for " + line);
                })) {
            assertThat(outcome(pool, "throw")).isInstanceOf(InvocationOutcome.Threw.class);
            assertThat(outcome(pool, "next")).isEqualTo(new InvocationOutcome.Returned("next"));
        }
    }

    @Test
    void asManyInvocationsDieAsChaosSays() throws Exception {
        var faultInjector = new FaultInjector(Chaos.of(21));
        int died = 0;
        try (FunctionPool pool = pool(line -> {}, faultInjector)) {
            for (int i = 0; i < 1000; i++) {
                died += outcome(pool, "event") instanceof InvocationOutcome.Died ? 1 : 0;
            }
            // Each dead environment is removed, but an invocation ends before that.
            await().untilAsserted(() -> assertThat(pool.environments()).isLessThanOrEqualTo(1));
        }

        assertThat(died).isBetween(65, 135);
        assertThat(faultInjector.counts().get(FaultInjector.Kind.KILL))
                .isEqualTo(new FaultInjector.Count(1000, died));
    }

    @Test
    void anInvocationKilledAtItsEndHasRunButItsResultIsLost() throws Exception {
        var faultInjector = new FaultInjector(Chaos.none().seed(1).kills(1));
        List<Object> earlier = List.copyOf(Echo.EVENTS);
        try (FunctionPool pool = pool(line -> {}, faultInjector)) {
            assertThat(outcome(pool, "the last"))
                    .isEqualTo(new InvocationOutcome.Died("killed by chaos"));
        }

        assertThat(earlier).doesNotContain("the last");
        assertThat(Echo.EVENTS).contains("the last");
    }

    private static InvocationOutcome outcome(FunctionPool pool, String event) throws Exception {
        CompletableFuture<InvocationOutcome> outcome = new CompletableFuture<>();
        pool.invoke(event, outcome::complete);
        return outcome.get();
    }

    private FunctionPool pool(Consumer<String> log) {
        return pool(log, FaultInjector.none());
    }

    private FunctionPool pool(Consumer<String> log, FaultInjector faultInjector) {
        Function function =
                new Function(
                        "Echo",
                        "echo",
                        Echo.class.getName(),
                        new Place(Path.of("template.yaml"), 1),
                        Duration.ofMinutes(10),
                        128,
                        1,
                        Map.of(),
                        List.of());
        HandlerClass handler = HandlerClass.of(function, getClass().getClassLoader());
        return new FunctionPool(
                function,
                handler,
                Map.of(),
                new Host(new Meter(), timers, log, scratch, faultInjector));
    }

    /// Returns its event.
    static final class Echo implements RequestHandler<Object, Object> {
        static final Queue<Object> EVENTS = new ConcurrentLinkedQueue<>();

        @Override
        public Object handleRequest(Object event, Context context) {
            EVENTS.add(event);
            if (event.equals("throw")) {
                throw new IllegalArgumentException("scripted");
            }
            return event;
        }
    }
}
