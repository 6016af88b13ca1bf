package dev.fanfold.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.messages.WorkMessageJson;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Passes batches with failing records to the batch adapter in several ways, and counts the
/// failures that were not reported. Such records would be deleted from the queue. Used for the
/// table of `bench/batch` and, with fewer records, by a test.
final class FailingRecords {
    static final int MAX_BATCH = 1_000;
    static final List<Integer> BATCHES = List.of(10, 100, MAX_BATCH);
    static final List<Integer> SHARES = List.of(100, 30);
    private static final int POOL = 16;
    private static final JobId JOB = new JobId("0".repeat(32));
    private static final List<String> BODIES =
            IntStream.range(0, MAX_BATCH).mapToObj(FailingRecords::body).toList();

    private FailingRecords() {}

    /// One way to handle a batch.
    interface Handler {
        /// Handles the batch and returns the records that were reported as failed.
        ///
        /// @param share percentage of records that fail
        BitSet failed(SQSEvent event, int share);
    }

    /// @param invocations runs the invocations
    record Way(String name, Handler handler, ExecutorService invocations) {}

    /// @param unreported records that failed and were not reported
    /// @param wrong records that were reported as failed and did not fail
    record Count(long records, long failing, long unreported, long wrong) {
        static final Count NONE = new Count(0, 0, 0, 0);

        Count plus(Count other) {
            return new Count(
                    records + other.records,
                    failing + other.failing,
                    unreported + other.unreported,
                    wrong + other.wrong);
        }
    }

    /// The ways that lose nothing.
    static List<Way> ways() {
        return List.of(
                new Way("`each`, invocations on virtual threads", new OneByOne(), virtual()),
                new Way("`each`, invocations on a pool of 16", new OneByOne(), pool()),
                new Way("`answer`, all tasks on virtual threads", worker(false), single()),
                new Way("`answer`, 16 tasks in parallel", worker(true), single()));
    }

    /// The ways that lose some.
    static List<Way> controls() {
        return List.of(
                new Way(
                        "control: shared list, virtual threads",
                        new SharedList(virtual()),
                        single()),
                new Way("control: shared list, pool of 16", new SharedList(pool()), single()));
    }

    private static Handler worker(boolean computing) {
        return new TasksOfAWorker(JOB, POOL, computing);
    }

    /// Whether a record of this place in its batch fails.
    static boolean fails(int place, int share) {
        return place % 10 < share / 10;
    }

    /// Handles this many records, in batches.
    ///
    /// @param share percentage of records that fail
    static Count count(Way way, int batch, int share, int records) throws InterruptedException {
        Callable<Count> one = () -> count(way.handler(), event(batch, share), batch, share);
        List<Callable<Count>> rest = Collections.nCopies(records / batch, one);
        Count sum = Count.NONE;
        while (!rest.isEmpty()) {
            List<Callable<Count>> some = rest.subList(0, Math.min(256, rest.size()));
            for (Future<Count> counted : way.invocations().invokeAll(some)) {
                sum = sum.plus(valueOf(counted));
            }
            rest = rest.subList(some.size(), rest.size());
        }
        return sum;
    }

    private static Count valueOf(Future<Count> counted) throws InterruptedException {
        try {
            return counted.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Count count(Handler handler, SQSEvent event, int batch, int share) {
        var failing = new BitSet();
        IntStream.range(0, batch).filter(place -> fails(place, share)).forEach(failing::set);
        BitSet reported = handler.failed(event, share);
        var unreported = (BitSet) failing.clone();
        unreported.andNot(reported);
        reported.andNot(failing);
        return new Count(
                batch, failing.cardinality(), unreported.cardinality(), reported.cardinality());
    }

    private static SQSEvent event(int batch, int share) {
        var messages = new ArrayList<SQSMessage>(batch);
        for (int place = 0; place < batch; place++) {
            var message = new SQSMessage();
            message.setMessageId(String.valueOf(place));
            message.setBody(isUnreadable(place, share) ? "{" : BODIES.get(place));
            message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
            messages.add(message);
        }
        var event = new SQSEvent();
        event.setRecords(messages);
        return event;
    }

    // A third of the failing records are unreadable.
    private static boolean isUnreadable(int place, int share) {
        return fails(place, share) && place % 3 == 0;
    }

    private static String body(int task) {
        return WorkMessageJson.write(new WorkMessage.Tasks(JOB, 0, 0, task, task + 1, 1, 0));
    }

    private static ExecutorService virtual() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    private static ExecutorService pool() {
        return Executors.newFixedThreadPool(POOL, Thread.ofPlatform().daemon().factory());
    }

    private static ExecutorService single() {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    }
}
