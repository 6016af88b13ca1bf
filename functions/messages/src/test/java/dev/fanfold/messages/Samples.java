package dev.fanfold.messages;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.CoverageSum;
import dev.fanfold.engine.fold.Ledger;
import dev.fanfold.engine.fold.LossGroup;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.engine.fold.OutputTokens;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.JobRound;
import dev.fanfold.engine.job.Progress;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Chain;
import dev.fanfold.engine.outcome.Chain.WaitingTask;
import dev.fanfold.engine.outcome.NextStep;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.outcome.TraceReference;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.engine.outcome.WrittenOutputs;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Coverage.Span;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Plan.ItemIndex;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A sample of every kind of message, with every field set in one of them. The golden files hold
/// the same.
final class Samples {
    static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456789Z");
    static final Pin PIN =
            new Pin(
                    URI.create("s3://inbox/tabulate/jan/a%20b+c%25%C3%BC.csv"),
                    "v1",
                    "9b2cf535f27731c974343645a3985328",
                    2_390_000);
    static final WorkMessage TASKS = new WorkMessage.Tasks(JOB, 0, 1, 20, 30, 2, 3);
    static final WorkMessage FINISH = new WorkMessage.Finish(JOB, 0, 1, 2, 3);
    static final Plan BYTES =
            Plan.bytes(PIN, 120, 262_144, Map.of("header", "carrier,\"arr_delay\",ü"));
    static final Plan NUMBERS = Plan.numbers(-5, Long.MAX_VALUE / 1_000_000, 10_000_000);
    static final Plan ITEMS =
            new Plan.Items(
                    PIN,
                    2_500,
                    1_000,
                    new ItemIndex(new long[] {0, 127, 1_000_000}),
                    new TreeMap<>());
    static final Reason LOST =
            new Reason(Reason.Kind.EXHAUSTED, "java.io.IOException: no route to \"host\"\nat all");
    private static final Rejection REJECTION = new Rejection("jan.csv", 77, "\"n/a\" is no number");
    private static final Payload.Spilled SPILLED =
            new Payload.Spilled("values/x/1", "ab".repeat(32), 9_000);

    static final Report REPORT =
            new Report(
                    JOB,
                    0,
                    "4f5e6d7c8b9a0011",
                    NOON,
                    List.of(
                            new Outcome.Done(
                                    TaskSet.range(0, 10).plus(TaskSet.of(12)),
                                    1,
                                    new Payload.Inline("first".getBytes(StandardCharsets.UTF_8)),
                                    new Coverage(
                                            List.of(new Span(0, 100), new Span(120, 130)), 110),
                                    new Records(11, 1, List.of(REJECTION)),
                                    42),
                            new Outcome.Done(
                                    TaskSet.of(13), 5, SPILLED, Coverage.NONE, Records.NONE, 0),
                            new Outcome.Done(
                                    TaskSet.of(14),
                                    1,
                                    new Payload.Inline(new byte[] {0, -1}),
                                    Coverage.of(130, 140, 10),
                                    Records.read(1),
                                    1),
                            new Outcome.Lost(15, 5, 1, LOST)));

    static final Job ACCEPTED =
            Job.accepted(
                    JOB,
                    new JobRequest(
                            "noop", JobSettings.of(Map.of()), JobOptions.DEFAULT, null, "me", 0),
                    null,
                    NOON);
    static final Job FAILED = job(State.FAILED, LOST, null);
    static final Job ANSWERED = job(State.PARTIAL, null, SPILLED);
    static final Accumulator EMPTY = Accumulator.empty(JOB, 0, 3, 0, new byte[] {1, 2, 3});
    static final Accumulator SEALED =
            new Accumulator(
                    JOB,
                    0,
                    7,
                    1_000,
                    2,
                    new Seal.Failed(LOST),
                    TaskSet.range(0, 997),
                    new Losses(
                            Map.of(Reason.Kind.EXHAUSTED, TaskSet.of(997, 999)),
                            new TreeMap<>(Map.of(997, LOST, 999, LOST))),
                    new Ledger(
                            new CoverageSum(2_389_880, -2, 2_389_880),
                            new Records(27_004, 1, List.of(REJECTION)),
                            812),
                    SPILLED);

    static final Accumulator REJECTED =
            new Accumulator(
                    JOB,
                    0,
                    9,
                    3,
                    0,
                    new Seal.Rejected(
                            new Reason(Reason.Kind.INPUT, "2 of 4 records rejected, 10% allowed")),
                    TaskSet.range(0, 3),
                    Losses.NONE,
                    new Ledger(
                            new CoverageSum(100, -2, 100),
                            new Records(4, 2, List.of(REJECTION)),
                            812),
                    new Payload.Inline(new byte[] {1, 2, 3}));

    // Traces exist since version 2.
    static final Trace TRACE =
            new Trace(
                    "fedcba9876543210",
                    "com.acme.Prices.of(Prices.java:12)",
                    "java.lang.IllegalStateException: no \"price\"\n\tat com.acme.Prices.of(Prices.java:12)");
    private static final TraceReference TRACED =
            new TraceReference(TRACE.hash(), TRACE.at(), "4f5e6d7c8b9a0011", 0);
    static final Report REPORT_TRACES =
            new Report(
                    JOB,
                    0,
                    "4f5e6d7c8b9a0011.1",
                    NOON,
                    List.of(new Outcome.Lost(15, 5, 1, LOST, TRACED)),
                    new Traces.Inline(List.of(TRACE.text())));
    static final Report REPORT_SPILLED =
            new Report(
                    JOB,
                    0,
                    "4f5e6d7c8b9a0011",
                    NOON,
                    List.of(new Outcome.Lost(15, 5, 1, LOST, TRACED)),
                    new Traces.Spilled(SPILLED));
    static final Accumulator TRACES =
            new Accumulator(
                    JOB,
                    0,
                    7,
                    1_000,
                    2,
                    new Seal.Failed(LOST, TRACE),
                    TaskSet.range(0, 500),
                    new Losses(
                            Map.of(
                                    Reason.Kind.EXHAUSTED,
                                    odd(),
                                    Reason.Kind.INPUT,
                                    TaskSet.of(998)),
                            new TreeMap<>(Map.of(501, LOST)),
                            List.of(new LossGroup(TRACED, LOST, TaskSet.of(501), 99))),
                    Ledger.EMPTY,
                    SPILLED);
    // Versions of the workload exist since version 3.
    static final Report REPORT_VERSIONS =
            new Report(
                    JOB,
                    0,
                    "4f5e6d7c8b9a0011",
                    NOON,
                    List.of(
                            new Outcome.Done(
                                    TaskSet.of(13),
                                    5,
                                    SPILLED,
                                    Coverage.NONE,
                                    Records.NONE,
                                    0,
                                    "2.0-rc1")));
    static final Accumulator VERSIONS =
            new Accumulator(
                    JOB,
                    0,
                    9,
                    3,
                    1,
                    null,
                    TaskSet.range(0, 3),
                    Losses.NONE,
                    new Ledger(
                            new CoverageSum(100, -2, 100),
                            Records.read(4),
                            812,
                            new TreeSet<>(List.of("2.0-rc1", "0f1e2d3c4b5a6978"))),
                    new Payload.Inline(new byte[] {1, 2, 3}));
    static final Job PLAN_THREW = ACCEPTED.planThrew(TRACE);

    private Samples() {}

    /// The job without the fields that version 1 lacks.
    static Job ofVersion1(Job job) {
        JobRequest asked = job.request();
        JobOptions options = asked.options();
        var request =
                new JobRequest(
                        asked.workload(),
                        asked.settings(),
                        new JobOptions(
                                options.tolerate(),
                                Tolerance.ALL,
                                options.pack(),
                                options.slice(),
                                options.workers(),
                                options.deadline()),
                        asked.input(),
                        asked.owner(),
                        asked.run());
        return new Job(
                job.id(),
                job.version(),
                request,
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

    // Too many runs to be written as ranges.
    private static TaskSet odd() {
        return TaskSet.of(java.util.stream.IntStream.range(0, 100).map(i -> 501 + 2 * i).toArray());
    }

    private static Job job(
            State state,
            @org.jspecify.annotations.Nullable Reason error,
            @org.jspecify.annotations.Nullable Payload result) {
        var options =
                new JobOptions(
                        new Tolerance("0.5%"),
                        new Tolerance("5%"),
                        10,
                        4_096,
                        50,
                        Duration.ofHours(2));
        var request =
                new JobRequest(
                        "tabulate",
                        JobSettings.of(Map.of("measure", "arr_delay", "group-by", "")),
                        options,
                        PIN.uri(),
                        "inbox",
                        3);
        var progress = new Progress(NOON, 10, NOON.plusSeconds(1), 4, 2, NOON.plusSeconds(2));
        return new Job(
                JOB,
                9,
                request,
                PIN,
                NOON,
                NOON.plusSeconds(60),
                state,
                JobRound.FIRST,
                1,
                BYTES,
                progress,
                error,
                null,
                result);
    }

    /// The job in its third round, which waits.
    static final Job IN_ROUND =
            inRound(new Payload.Inline("{\"kept\": \"ü\"}".getBytes(StandardCharsets.UTF_8)));

    static final Job IN_ROUND_SPILLED =
            inRound(new Payload.Spilled("inputs/x/1", "cd".repeat(32), 9_000));
    static final WorkMessage TASKS_IN_ROUND = new WorkMessage.Tasks(JOB, 2, 1, 20, 30, 2, 3);
    static final WorkMessage FINISH_IN_ROUND = new WorkMessage.Finish(JOB, 2, 1, 2, 3);
    static final Report REPORT_IN_ROUND =
            new Report(JOB, 2, "4f5e6d7c8b9a0012", NOON, REPORT.outcomes(), REPORT.traces());
    static final Accumulator ACCUMULATOR_IN_ROUND =
            Accumulator.empty(JOB, 2, 7, 1, new byte[] {1, 2});

    static final List<Output> OUTPUTS =
            List.of(
                    new Output(
                            2,
                            7,
                            "00000000000000ff",
                            "page \u00fc.gz",
                            5_000_000_000L,
                            "ab".repeat(32)),
                    new Output(2, 8, "00000000000000ff", "a", 0, "cd".repeat(32)));
    static final Report REPORT_OUTPUTS =
            new Report(
                    JOB,
                    2,
                    "4f5e6d7c8b9a0011",
                    NOON,
                    List.of(
                            new Outcome.Done(
                                    TaskSet.range(5, 9),
                                    1,
                                    SPILLED,
                                    Coverage.NONE,
                                    Records.NONE,
                                    0,
                                    "",
                                    new WrittenOutputs(-2, TaskSet.of(7, 8), 2, 5_000_000_000L))));
    static final Accumulator ACCUMULATOR_OUTPUTS =
            new Accumulator(
                    JOB,
                    2,
                    9,
                    9_000,
                    1,
                    null,
                    TaskSet.range(0, 9),
                    Losses.NONE,
                    new Ledger(
                            new CoverageSum(100, -2, 100),
                            Records.read(4),
                            812,
                            new TreeSet<>(List.of("2")),
                            new OutputCount(2, 5_000_000_000L)),
                    new Payload.Inline(new byte[] {1, 2, 3}),
                    new OutputTokens(
                            new TreeMap<>(
                                    Map.of(
                                            0,
                                            new Payload.Spilled(
                                                    OutputTokens.key(JOB, 2, "ab".repeat(32)),
                                                    "ab".repeat(32),
                                                    9_000),
                                            2,
                                            new Payload.Inline(
                                                    new byte[] {
                                                        0, 7, 0, 2, -1, -1, -1, -1, -1, -1, -1, -2
                                                    })))));
    static final Job IN_ROUND_OUTPUTS =
            inRound(
                    new Payload.Inline(new byte[0]),
                    new Totals(
                            30,
                            2,
                            Records.NONE,
                            77,
                            new TreeSet<>(),
                            new OutputCount(3, 5_000_000_000L)));

    /// The place of a message in a chain, in which two tasks wait.
    private static final Chain CHAIN =
            new Chain("20", 4, List.of(new WaitingTask(22, 1, 1), new WaitingTask(27, 5, 11)));

    static final WorkMessage.Tasks TASKS_IN_CHAIN =
            new WorkMessage.Tasks(JOB, 2, 1, 20, 21, 2, 3, CHAIN);

    static final Report REPORT_NEXT =
            new Report(
                    JOB,
                    2,
                    "4f5e6d7c8b9a0013",
                    NOON,
                    REPORT.outcomes(),
                    REPORT.traces(),
                    List.of(new NextStep(1, CHAIN)));
    static final Job WINDOW =
            new Job(
                    ACCEPTED.id(),
                    ACCEPTED.version(),
                    new JobRequest(
                            ACCEPTED.request().workload(),
                            ACCEPTED.request().settings(),
                            ACCEPTED.request().options().withConcurrency(4),
                            ACCEPTED.request().input(),
                            ACCEPTED.request().owner(),
                            ACCEPTED.request().run()),
                    ACCEPTED.input(),
                    ACCEPTED.created(),
                    ACCEPTED.changed(),
                    ACCEPTED.state(),
                    ACCEPTED.round(),
                    ACCEPTED.epoch(),
                    ACCEPTED.plan(),
                    ACCEPTED.progress().overrun(3),
                    null,
                    null,
                    null);

    private static Job inRound(Payload input) {
        return inRound(
                input,
                new Totals(30, 2, REJECTED.ledger().records(), 77, new TreeSet<>(Set.of("1"))));
    }

    private static Job inRound(Payload input, Totals totals) {
        return new Job(
                ACCEPTED.id(),
                ACCEPTED.version(),
                ACCEPTED.request(),
                ACCEPTED.input(),
                ACCEPTED.created(),
                ACCEPTED.changed(),
                ACCEPTED.state(),
                new JobRound(2, input, NOON.plusSeconds(3_600), totals),
                1,
                null,
                ACCEPTED.progress(),
                null,
                null,
                null);
    }
}
