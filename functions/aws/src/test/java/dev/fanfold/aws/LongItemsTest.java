package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Ledger;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.testkit.InMemoryBlobStore;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Coverage.Span;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Records;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// An item that is too long for DynamoDB is refused before it is sent, with a remedy that makes
/// this item shorter.
class LongItemsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    private static final Payload NOTHING = new Payload.Inline(new byte[0]);

    @Test
    void aReportOfOneLongOutcomeAsksForASmallerPack() {
        assertThat(items(20_000)).isEqualTo(1);
        assertRefused(() -> items(50_000), "report key of job " + JOB, "give a smaller --pack");
    }

    // A report of several outcomes is halved, so only its outcomes can be too long.
    @Test
    void aLongReportOfShortOutcomesIsDivided() {
        var report = new Report(JOB, 0, "key", NOW, List.of(spans(20_000), spans(20_000)));

        assertThat(ReportItem.write("partition", report)).hasSize(2);
    }

    @Test
    void aRowAsksForShorterSettings() {
        var items = new JobItems(new PlanBlobs(new InMemoryBlobStore()));
        var request =
                new JobRequest(
                        "tabulate",
                        JobSettings.of(Map.of("columns", "x".repeat(Attributes.MAX_BYTES))),
                        JobOptions.DEFAULT,
                        null,
                        "me",
                        0);

        assertRefused(
                () -> items.write(Job.accepted(JOB, request, null, NOW)),
                "the row of job " + JOB,
                "give shorter settings");
    }

    @Test
    void anAccumulatorAsksForALargerSlice() {
        var store =
                new DynamoJobStore(
                        new Unused(), "jobs", new InMemoryBlobStore(), InstantSource.fixed(NOW));

        assertRefused(
                () -> store.create(scattered()),
                "the accumulator of job " + JOB,
                "give a larger --slice");
    }

    private static void assertRefused(ThrowingCallable call, String... texts) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("more than the 350000 that an item may have")
                .hasMessageContainingAll(texts);
    }

    private static int items(int spans) {
        return ReportItem.write("partition", new Report(JOB, 0, "key", NOW, List.of(spans(spans))))
                .size();
    }

    private static Outcome spans(int count) {
        List<Span> spans =
                LongStream.range(0, count).mapToObj(i -> new Span(2 * i, 2 * i + 1)).toList();
        return new Outcome.Done(
                TaskSet.of(1), 1, NOTHING, new Coverage(spans, count), Records.NONE, 7);
    }

    /// An accumulator of a million tasks, each done or lost at random, for a random reason.
    private static Accumulator scattered() {
        int tasks = 1_000_000;
        var random = new Random(1);
        int[] fates = random.ints(tasks, 0, 4).toArray();
        return new Accumulator(
                JOB,
                0,
                1,
                tasks,
                0,
                null,
                of(fates, 0),
                new Losses(
                        Map.of(
                                Reason.Kind.EXHAUSTED, of(fates, 1),
                                Reason.Kind.PERMANENT, of(fates, 2),
                                Reason.Kind.HOPS, of(fates, 3)),
                        new TreeMap<>()),
                Ledger.EMPTY,
                NOTHING);
    }

    private static TaskSet of(int[] fates, int fate) {
        return TaskSet.of(
                IntStream.range(0, fates.length).filter(task -> fates[task] == fate).toArray());
    }

    private static final class Unused implements DynamoDbClient {
        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }
}
