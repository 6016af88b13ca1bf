package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.ReportLog;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [ReportLog] promises.
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
    default void aReportWrittenTwiceIsThereOnce() {
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
                                        dev.fanfold.engine.outcome.Coverage.NONE,
                                        dev.fanfold.engine.outcome.Records.NONE,
                                        1))
                        .toList();
        log().append(new Report(job, "large", Samples.report(job, "x").at(), outcomes));

        assertThat(read(job).stream().flatMap(report -> report.outcomes().stream()))
                .containsExactlyInAnyOrderElementsOf(outcomes);
    }

    private List<Report> read(JobId job) {
        try (Stream<Report> reports = log().of(job)) {
            return reports.toList();
        }
    }
}
