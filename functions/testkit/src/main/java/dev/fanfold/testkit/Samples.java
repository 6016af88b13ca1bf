package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.CoverageSum;
import dev.fanfold.engine.fold.Ledger;
import dev.fanfold.engine.fold.LossGroup;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.outcome.TraceReference;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Coverage.Span;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Plan.ItemIndex;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// Sample values for contract tests and for tests that write and read JSON. They have no outputs,
/// and their jobs are in the first round; tests of outputs and rounds make values of their own.
public final class Samples {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Trace TRACE =
            new Trace(
                    "fedcba9876543210",
                    "com.acme.Prices.of(Prices.java:12)",
                    "java.lang.IllegalStateException: no \"price\" ü😀\n\tat com.acme.Prices.of(Prices.java:12)");
    private static final AtomicLong IDS = new AtomicLong(System.nanoTime());

    private Samples() {}

    /// A unique id.
    public static JobId id() {
        return new JobId("%032x".formatted(IDS.incrementAndGet()));
    }

    /// A new job with a unique id.
    public static Job accepted() {
        return Job.accepted(id(), request(), pin(), NOW);
    }

    /// An accumulator of a job with a unique id, in which nothing is folded.
    public static Accumulator empty() {
        return Accumulator.empty(id(), 0, 10, 0, new byte[] {1, 2});
    }

    /// Jobs with every kind of plan, and in every state in which a job may end.
    public static List<Job> jobs() {
        var numbers =
                new JobRequest("noop", JobSettings.of(Map.of()), JobOptions.DEFAULT, null, "me", 3);
        Plan items =
                new Plan.Items(
                        pin(),
                        5,
                        2,
                        new ItemIndex(new long[] {0, 17, 40_000}),
                        new TreeMap<>(Map.of("a", "b")));
        Job finishing = accepted().planned(items, NOW).sent(NOW).folded(NOW);
        return List.of(
                accepted(),
                Job.accepted(id(), numbers, null, NOW).planned(Plan.numbers(3, 10, 2), NOW),
                accepted()
                        .planned(Plan.bytes(pin(), 12, 4, Map.of("header", "a;\"ü\"\n")), NOW)
                        .with(accepted().progress().sentUpTo(7, NOW).quiet(NOW), NOW),
                finishing.answered(
                        new Payload.Inline(
                                "{\"a\": 1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        true,
                        NOW),
                copyOf(finishing)
                        .answered(
                                new Payload.Spilled("results/x", "ab".repeat(32), 99_999),
                                false,
                                NOW)
                        .redriven(NOW),
                copyOf(finishing)
                        .rejected(
                                new Payload.Inline(new byte[] {'7'}),
                                new Reason(Reason.Kind.INPUT, "2 of 4 records rejected"),
                                NOW),
                accepted().failed(new Reason(Reason.Kind.INPUT_CHANGED, "it \"changed\"\n"), NOW),
                accepted().planThrew(TRACE),
                accepted()
                        .planThrew(TRACE)
                        .failed(new Reason(Reason.Kind.DEAD_LETTER, "gone"), TRACE, NOW),
                accepted().cancelled(NOW));
    }

    /// An empty accumulator, one with folded tasks, losses and a ledger, and copies of the second
    /// with each kind of seal.
    public static List<Accumulator> accumulators() {
        var losses =
                new Losses(
                        Map.of(
                                Reason.Kind.EXHAUSTED,
                                TaskSet.of(3, 900_000),
                                Reason.Kind.INPUT,
                                TaskSet.of(5)),
                        new TreeMap<>(
                                Map.of(
                                        3,
                                        new Reason(Reason.Kind.EXHAUSTED, "boom"),
                                        5,
                                        new Reason(Reason.Kind.INPUT, "no"))),
                        List.of(
                                new LossGroup(
                                        new TraceReference(
                                                "0123456789abcdef", "a.B.c(B.java:7)", "r", 3),
                                        new Reason(Reason.Kind.EXHAUSTED, "boom"),
                                        TaskSet.of(3),
                                        1)));
        var ledger = new Ledger(new CoverageSum(5, -7, 9), records(), 123);
        var full =
                new Accumulator(
                        id(),
                        0,
                        17,
                        1_000_000,
                        2,
                        null,
                        TaskSet.range(6, 800_000),
                        losses,
                        ledger,
                        new Payload.Spilled("values/x", "cd".repeat(32), 10_000));
        return List.of(
                empty(),
                full,
                copyOf(full, new Seal.Complete()),
                copyOf(full, new Seal.Rejected(new Reason(Reason.Kind.INPUT, "2 of 4"))),
                copyOf(full, new Seal.Cancelled()),
                copyOf(full, new Seal.Failed(new Reason(Reason.Kind.BUDGET, "gone"))),
                copyOf(full, new Seal.Failed(new Reason(Reason.Kind.PERMANENT, "merge"), TRACE)));
    }

    /// A report with both kinds of outcome, and with an inline and a spilled partial result.
    public static Report report(JobId job, String key) {
        return new Report(
                job,
                0,
                key,
                NOW,
                List.of(
                        new Outcome.Done(
                                TaskSet.range(0, 10),
                                2,
                                new Payload.Inline(new byte[] {0, -1, 7}),
                                new Coverage(List.of(new Span(0, 7), new Span(9, 12)), 10),
                                records(),
                                55),
                        new Outcome.Done(
                                TaskSet.of(12, 17),
                                1,
                                new Payload.Spilled("partials/x", "ef".repeat(32), 200_000),
                                Coverage.NONE,
                                Records.NONE,
                                0),
                        new Outcome.Lost(
                                11,
                                5,
                                1,
                                new Reason(Reason.Kind.PERMANENT, "no \"such\" thing: ü"),
                                new TraceReference(TRACE.hash(), TRACE.at(), key, 0))),
                new Traces.Inline(List.of(TRACE.text())));
    }

    private static Records records() {
        return new Records(
                1_000,
                2,
                List.of(
                        new Rejection("a.csv", 77, "\"x\" is not a number"),
                        new Rejection("a.csv", 12, "3 columns")));
    }

    private static JobRequest request() {
        var options =
                new JobOptions(
                        new Tolerance("0.5%"),
                        JobOptions.DEFAULT_REJECT,
                        7,
                        4_096,
                        3,
                        Duration.ofMinutes(90));
        return new JobRequest(
                "tabulate",
                JobSettings.of(Map.of("group-by", "carrier", "separator", "\"")),
                options,
                pin().uri(),
                "me",
                0);
    }

    private static Pin pin() {
        return new Pin(URI.create("s3://inbox/tabulate/x/a%20b.csv"), "v1", "\"etag\"", 50_000);
    }

    // A copy with a unique id.
    private static Job copyOf(Job job) {
        return new Job(
                id(),
                job.version(),
                job.request(),
                job.input(),
                job.created(),
                job.changed(),
                job.state(),
                job.round(),
                job.epoch(),
                job.plan(),
                job.progress(),
                job.error(),
                job.trace(),
                job.result());
    }

    // A copy with a unique job id and this seal.
    private static Accumulator copyOf(Accumulator accumulator, Seal seal) {
        return new Accumulator(
                id(),
                accumulator.round(),
                accumulator.version(),
                accumulator.planned(),
                accumulator.epoch(),
                seal,
                accumulator.done(),
                accumulator.losses(),
                accumulator.ledger(),
                accumulator.value());
    }
}
