package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TraceReference;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.engine.port.ReportLog;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The tests that every [ReportLog] must pass.
public interface ReportLogContract {
    ReportLog log();

    @Test
    default void reportsAreReadAsTheyWereWritten() {
        JobId job = Samples.id();
        log().append(Samples.report(job, "a"));
        log().append(Samples.report(job, "b"));
        log().append(Samples.report(Samples.id(), "of another job"));

        assertThat(read(job))
                .containsExactlyInAnyOrder(Samples.report(job, "a"), Samples.report(job, "b"));
    }

    @Test
    default void aReportThatIsWrittenTwiceIsStoredOnce() {
        JobId job = Samples.id();
        log().append(Samples.report(job, "a"));
        log().append(Samples.report(job, "a"));

        assertThat(read(job)).hasSize(1);
    }

    @Test
    default void aJobWithoutReportsHasNone() {
        assertThat(read(Samples.id())).isEmpty();
    }

    @Test
    default void noOutcomeOfALargeReportIsLost() {
        JobId job = Samples.id();
        var large = new dev.fanfold.engine.outcome.Payload.Inline(new byte[90_000]);
        List<Outcome> outcomes =
                IntStream.range(0, 12)
                        .<Outcome>mapToObj(task ->
                                new Outcome.Done(
                                        dev.fanfold.engine.outcome.TaskSet.of(task),
                                        1,
                                        large,
                                        dev.fanfold.workload.Coverage.NONE,
                                        dev.fanfold.workload.Records.NONE,
                                        1))
                        .toList();
        log().append(new Report(job, 0, "large", Samples.report(job, "x").at(), outcomes));

        assertThat(read(job).stream().flatMap(report -> report.outcomes().stream()))
                .containsExactlyInAnyOrderElementsOf(outcomes);
    }

    @Test
    default void onlyTheReportWithTheKeyIsFound() {
        JobId job = Samples.id();
        log().append(Samples.report(job, "a"));
        log().append(Samples.report(job, "ab"));
        log().append(Samples.report(job, "b"));
        log().append(Samples.report(Samples.id(), "a"));

        assertThat(found(job, "a")).containsExactly(Samples.report(job, "a"));
        assertThat(found(job, "c")).isEmpty();
    }

    @Test
    default void allPartsOfALargeReportAreFoundAndTheTracesAreInOneOfThem() {
        JobId job = Samples.id();
        var traces = new Traces.Inline(List.of("a trace of 4 KB".repeat(280)));
        var reason = new Reason(Reason.Kind.PERMANENT, "€".repeat(Reason.MAX_TEXT));
        List<Outcome> losses =
                IntStream.range(0, 1_000)
                        .<Outcome>mapToObj(task ->
                                new Outcome.Lost(
                                        task,
                                        1,
                                        0,
                                        reason,
                                        new TraceReference("hash", "at", "large", 0)))
                        .toList();
        log().append(new Report(job, 0, "large", Samples.report(job, "x").at(), losses, traces));

        List<Report> parts = found(job, "large");

        assertThat(parts.stream().flatMap(part -> part.outcomes().stream()))
                .containsExactlyInAnyOrderElementsOf(losses);
        assertThat(parts)
                .extracting(Report::traces)
                .filteredOn(partTraces -> !partTraces.equals(Traces.Inline.NONE))
                .containsExactly(traces);
    }

    private List<Report> found(JobId job, String key) {
        try (Stream<Report> reports = log().find(job, 0, key)) {
            return reports.toList();
        }
    }

    private List<Report> read(JobId job) {
        try (Stream<Report> reports = log().findAll(job, 0)) {
            return reports.toList();
        }
    }
}
