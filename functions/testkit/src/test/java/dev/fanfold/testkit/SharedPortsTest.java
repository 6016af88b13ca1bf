package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.WorkMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/// The ports in memory, called from two threads.
///
/// Their results are those of the same calls in some order from one thread. The contracts define
/// the results for one thread.
class SharedPortsTest {
    private static final JobId JOB = new JobId("0".repeat(32));
    private static final Instant NOW = Instant.EPOCH;
    // Test data is made beforehand, so that only the ports' own steps are interleaved.
    private static final List<Job> ROWS =
            Stream.iterate(
                            Job.accepted(JOB, Squares.request(1, "0", 1), null, NOW),
                            job -> job.with(job.progress(), NOW))
                    .limit(4)
                    .toList();
    private static final List<Accumulator> ACCUMULATORS =
            Stream.iterate(
                            Accumulator.empty(JOB, 0, 1, 0, new byte[0]),
                            before -> before.reopened(0))
                    .limit(4)
                    .toList();
    private static final List<Report> REPORTS =
            upTo(3, key -> new Report(JOB, 0, "r" + key, NOW, List.of()));
    private static final List<WorkMessage> MESSAGES =
            upTo(3, task -> new WorkMessage.Tasks(JOB, 0, 0, task, task + 1, 1, 0));
    private static final List<ReceivedMessage<WorkMessage>> RECEIVED =
            upTo(3, number -> new ReceivedMessage<>("m" + number, MESSAGES.getFirst(), 1));
    private static final List<JobId> JOBS = upTo(3, job -> new JobId("%032x".formatted(job)));

    @Test
    void ofTwoWritersOfOneVersionOfARowOneWins() {
        check(Rows.class, 100);
    }

    @Test
    void ofTwoWritersOfOneVersionOfAnAccumulatorOneWins() {
        check(Accumulators.class, 100);
    }

    @Test
    void aReportIsStreamedOnceHoweverManyAppendIt() {
        check(Reports.class, 25);
    }

    @Test
    void aBlobIsThereOnce() {
        check(Blobs.class, 100);
    }

    @Test
    void anObjectPutIsAnsweredWithItsOwnVersion() {
        check(Objects.class, 100);
    }

    @Test
    void aTaskMessageGoesToOneReceiver() {
        check(Messages.class, 25);
    }

    @Test
    void anArrivalIsTakenOnce() {
        check(Arrivals.class, 100);
    }

    private static <T> List<T> upTo(int count, IntFunction<T> maker) {
        return IntStream.range(0, count).mapToObj(maker).toList();
    }

    /// @param interleavings the number for each scenario: fewer for ports that step through streams
    private static void check(Class<?> calls, int interleavings) {
        new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(interleavings)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1)
                .check(calls);
    }

    @Param(name = "version", gen = IntGen.class, conf = "1:3")
    public static class Rows {
        private final InMemoryJobStore store = new InMemoryJobStore();

        @Operation
        public boolean create() {
            return store.create(ROWS.get(0));
        }

        @Operation
        public boolean replace(@Param(name = "version") int version) {
            return store.replace(ROWS.get(version));
        }

        @Operation
        public long version() {
            return store.job(JOB).map(Job::version).orElse(-1L);
        }
    }

    @Param(name = "version", gen = IntGen.class, conf = "1:3")
    public static class Accumulators {
        private final InMemoryJobStore store = new InMemoryJobStore();

        @Operation
        public boolean create() {
            return store.create(ACCUMULATORS.get(0));
        }

        @Operation
        public boolean replace(@Param(name = "version") int version) {
            return store.replace(ACCUMULATORS.get(version));
        }

        @Operation
        public long version() {
            return store.accumulator(JOB, 0).map(Accumulator::version).orElse(-1L);
        }
    }

    @Param(name = "key", gen = IntGen.class, conf = "1:2")
    public static class Reports {
        private final InMemoryReportLog log = new InMemoryReportLog();

        @Operation
        public void append(@Param(name = "key") int key) {
            log.append(REPORTS.get(key));
        }

        @Operation
        public List<String> takeStream() {
            return log.takeStream().stream().map(Report::key).toList();
        }

        @Operation
        public List<String> table() {
            return log.findAll(JOB, 0).map(Report::key).toList();
        }
    }

    @Param(name = "byte", gen = IntGen.class, conf = "1:3")
    public static class Blobs {
        private final InMemoryBlobStore blobs = new InMemoryBlobStore();

        @Operation
        public void put(@Param(name = "byte") int value) {
            blobs.put("key", new byte[] {(byte) value});
        }

        @Operation
        public boolean putIfAbsent(@Param(name = "byte") int value) {
            return blobs.putIfAbsent("key", new byte[] {(byte) value});
        }

        @Operation
        public int get() {
            return blobs.get("key")[0];
        }
    }

    public static class Objects {
        private static final URI HERE = URI.create("mem:///object");
        private final InMemorySource source = new InMemorySource();

        @Operation
        public String put() {
            return source.put(HERE, new byte[1]).version();
        }

        @Operation
        public String pin() {
            return source.pin(HERE).version();
        }
    }

    @Param(name = "task", gen = IntGen.class, conf = "0:2")
    public static class Messages {
        private final InMemoryTaskQueue queue = new InMemoryTaskQueue(new FakeClock());

        @Operation
        public void send(@Param(name = "task") int task) {
            queue.send(List.of(MESSAGES.get(task)));
        }

        @Operation
        public List<String> receive() {
            return queue.receiveWork(2).stream().map(ReceivedMessage::id).toList();
        }

        @Operation
        public void delete(@Param(name = "task") int number) {
            queue.delete(List.of(RECEIVED.get(number)));
        }

        @Operation
        public long depth() {
            return queue.depth();
        }
    }

    @Param(name = "job", gen = IntGen.class, conf = "0:2")
    public static class Arrivals {
        private final InMemoryDispatchQueue queue = new InMemoryDispatchQueue(new FakeClock());

        @Operation
        public void send(@Param(name = "job") int job) {
            queue.send(JOBS.get(job), 0, Duration.ZERO);
        }

        @Operation
        public Optional<Arrival> take() {
            return queue.take();
        }

        @Operation
        public long depth() {
            return queue.depth();
        }
    }
}
