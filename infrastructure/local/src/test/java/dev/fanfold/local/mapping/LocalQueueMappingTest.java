package dev.fanfold.local.mapping;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.lambda.QueueRules;
import dev.fanfold.local.emulator.LocalQueue;
import dev.fanfold.local.emulator.LocalQueue.Counts;
import dev.fanfold.local.emulator.SqsEmulator;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.function.HandlerClass;
import dev.fanfold.local.function.Host;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Function;
import dev.fanfold.template.Place;
import dev.fanfold.template.Queue;
import dev.fanfold.template.Source;
import dev.fanfold.testkit.lambda.QueueMappingPromises;
import dev.fanfold.testkit.lambda.QueueScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The promises of a queue mapping, checked on the local cloud.
@Timeout(120)
class LocalQueueMappingTest implements QueueMappingPromises {
    // Long enough for a slow machine to delete a message before it is redelivered.
    private static final Duration VISIBILITY = Duration.ofSeconds(6);

    private static final Counts EMPTY = new Counts(0, 0, 0);
    private static final SqsEmulator SQS = SqsEmulator.start();
    private static int queues;

    // Static, because a handler is created from the name of its class.
    private static RequestHandler<SQSEvent, SQSBatchResponse> scripted =
            (_, _) -> new SQSBatchResponse();

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    @TempDir private Path scratch;

    @AfterAll
    static void close() {
        SQS.close();
    }

    @AfterEach
    void stop() {
        timers.shutdownNow();
    }

    @Override
    public QueueScript.Recorder feed(QueueScript script) {
        QueueRules rules = script.rules();
        LocalQueue queue = queue();
        script.bodies().forEach(queue::send);
        var barrier = new CyclicBarrier(rules.concurrency());
        QueueScript.Recorder played = script.function(() -> awaitConcurrentInvocations(barrier));
        scripted = played;
        try (FunctionPool function = function(rules.concurrency())) {
            Mapping mapping = QueueMapping.start(source(rules), queue, function, new Meter());
            try {
                Awaitility.await("the queue is empty")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> queue.counts().equals(EMPTY));
            } finally {
                mapping.close();
            }
        }
        return played;
    }

    // Each invocation waits until as many run as may run concurrently.
    private static void awaitConcurrentInvocations(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("no other invocation began", e);
        }
    }

    private static LocalQueue queue() {
        return SQS.create(
                new Queue(
                        "letters" + queues++,
                        VISIBILITY,
                        Duration.ZERO,
                        Duration.ZERO,
                        Optional.empty()));
    }

    private static Source.OfQueue source(QueueRules rules) {
        return new Source.OfQueue(
                "Plays.Letters",
                new Place(Path.of("template.yaml"), 1),
                "letters",
                rules.batch(),
                rules.window(),
                rules.concurrency(),
                rules.partial());
    }

    private FunctionPool function(int concurrency) {
        Function function =
                new Function(
                        "Plays",
                        "plays",
                        ScriptedFunction.class.getName(),
                        new Place(Path.of("template.yaml"), 1),
                        Duration.ofMinutes(10),
                        128,
                        concurrency + 1,
                        Map.of(),
                        List.of());
        HandlerClass handler = HandlerClass.of(function, getClass().getClassLoader());
        return new FunctionPool(
                function, handler, Map.of(), new Host(new Meter(), timers, _ -> {}, scratch));
    }

    /// The function of the script.
    public static final class ScriptedFunction
            implements RequestHandler<SQSEvent, SQSBatchResponse> {
        @Override
        public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
            return scripted.handleRequest(event, context);
        }
    }
}
