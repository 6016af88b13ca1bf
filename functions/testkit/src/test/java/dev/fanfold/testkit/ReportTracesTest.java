package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.LossGroup;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.workload.PermanentFailureException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The traces of a report: in the report if they are small, else in the store.
class ReportTracesTest {
    private final Squares squares = new Squares();
    private final InMemoryApplication application = new InMemoryApplication(squares);

    @Test
    void equalTracesOfAReportAreInItOnce() {
        squares.before(task -> {
            throw new PermanentFailureException("no market " + task.index() % 3);
        });
        submit(100, "100%", 100);
        application.dispatch();

        application.work();

        Report report = application.reports.takeStream().getFirst();
        assertThat(report.outcomes()).hasSize(100);
        assertThat(((Traces.Inline) report.traces()).texts()).hasSize(3);
    }

    @Test
    void tracesBeyondAHundredKilobytesOfAReportLieInTheStore() {
        squares.before(task -> {
            throw new PermanentFailureException(task.index() + "x".repeat(900));
        });
        JobId id = submit(1_000, "100%", 1_000);
        application.dispatch();

        application.work();

        Report report = application.reports.takeStream().getFirst();
        assertThat(report.traces()).isInstanceOf(Traces.Spilled.class);
        application.aggregator.fold(List.of(report));
        assertThat(application.accumulator(id).losses().groups())
                .singleElement()
                .extracting(LossGroup::count)
                .isEqualTo(1_000);
        assertThat(trace(id)).startsWith("dev.fanfold.workload.PermanentFailureException: 0xxx");
    }

    @Test
    void aHundredKilobytesOfTracesStayInTheReportAndNotOneMore() {
        int shortest = text(report(1, 0, 0)).getBytes(StandardCharsets.UTF_8).length;
        int more = 2_048 - "2042\n\n".length() - shortest;

        Report full = report(50, more, 0);
        Report over = report(50, more, 1);

        assertThat(bytes(full)).isEqualTo(100 * 1_024);
        assertThat(over.traces()).isInstanceOf(Traces.Spilled.class);
        assertThat(((Traces.Spilled) over.traces()).where().size()).isEqualTo(100 * 1_024 + 1);
    }

    // Losses with messages that differ in one character and have `more` further ones.
    private Report report(int tasks, int more, int moreInTheFirst) {
        squares.before(task -> {
            int length = more + (task.index() == 0 ? moreInTheFirst : 0);
            throw new PermanentFailureException((char) ('0' + task.index()) + "x".repeat(length));
        });
        submit(tasks, "100%", tasks);
        application.dispatch();
        application.work();
        return application.reports.takeStream().getFirst();
    }

    private static String text(Report report) {
        return ((Traces.Inline) report.traces()).texts().getFirst();
    }

    private static int bytes(Report report) {
        return Traces.toBytes(((Traces.Inline) report.traces()).texts()).length;
    }

    @Test
    void aTraceThatIsGoneOrBrokenHidesNothingElse() {
        squares.before(task -> {
            throw new PermanentFailureException(task.index() + "x".repeat(900));
        });
        JobId id = submit(1_000, "100%", 1_000);
        application.dispatch();
        application.work();
        Report report = application.reports.takeStream().getFirst();
        application.aggregator.fold(List.of(report));
        application.blobs.put(((Traces.Spilled) report.traces()).where().key(), new byte[7]);

        assertThat(trace(id)).startsWith("(the trace cannot be read: ");
    }

    private JobId submit(int tasks, String tolerate, int pack) {
        return application
                .dispatcher
                .submitAgain(Squares.request(tasks, tolerate, pack))
                .job()
                .id();
    }

    private String trace(JobId id) {
        var jobQueries = new JobQueries(application.ports);
        return jobQueries.trace(jobQueries.status(id).orElseThrow()).orElseThrow();
    }
}
