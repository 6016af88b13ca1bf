package dev.fanfold.cli.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.text.Progress;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.JobSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Only requeued tasks count as requeued, whatever else workers send.
@Timeout(180)
class RequeueCountTest {
    @Test
    void theTasksOfLogLinesAreCountedAndOtherLinesArePassedOn() {
        List<String> log = new ArrayList<>();
        var requeues = new RequeueCount(log::add);
        List<String> lines =
                List.of(
                        "worker: {\"_aws\":{},\"Requeued\":3,\"level\":\"INFO\"}",
                        "worker: {\"_aws\":{},\"Requeued\":1,\"error\":\"{\"}",
                        "worker: {\"_aws\":{},\"Tasks\":3}",
                        "worker: {\"Requeued\":5}",
                        "worker: {\"_aws\":{},\"error\":{\"Requeued\":7}}",
                        "worker: \"Requeued\": not JSON",
                        "");

        lines.forEach(requeues);

        assertThat(requeues.tasks()).isEqualTo(4);
        assertThat(log).isEqualTo(lines);
    }

    @Test
    void aJobOfSeveralRoundsRequeuesNothingAndAFailingTaskIsRequeuedOnceForEachRetry()
            throws InterruptedException {
        var starter = new LocalApplicationStarter(Workloads.discovered());
        try (Application application =
                starter.start(TestApplication.TEMPLATE, OptionalInt.of(4), _ -> {})) {
            assertThat(run(application, "halving", Map.of()).state()).isEqualTo(State.SUCCEEDED);
            assertThat(application.usage().requeued()).isZero();

            assertThat(run(application, "poison", Map.of("how", "once")).state())
                    .isEqualTo(State.SUCCEEDED);
            assertThat(application.usage().requeued()).isEqualTo(1);
        }
    }

    private static Job run(Application application, String workload, Map<String, String> settings)
            throws InterruptedException {
        var options =
                new JobOptions(
                        Tolerance.NONE, JobOptions.DEFAULT_REJECT, 10, 0, 10, Duration.ofHours(1));
        var request = new JobRequest(workload, JobSettings.of(settings), options, null, "test", 0);
        Job job = application.dispatcher().submit(request).job();
        return new JobFollower(application.jobQueries(), Progress.silent(), Duration.ofMillis(100))
                .toTheEnd(job.id())
                .job();
    }
}
