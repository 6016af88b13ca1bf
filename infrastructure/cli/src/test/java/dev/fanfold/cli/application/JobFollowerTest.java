package dev.fanfold.cli.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.Await;
import dev.fanfold.cli.text.Progress;
import dev.fanfold.cli.text.ProgressSnapshot;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.State;
import dev.fanfold.local.LocalOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The progress of a wait for a job that was submitted before.
@Timeout(180)
class JobFollowerTest {
    @Test
    void theProgressBeginsWithTheTasksThatAreDoneAlready() throws InterruptedException {
        try (var application =
                new TestApplication(TestApplication.TEMPLATE, LocalOptions.defaults())) {
            JobId id = application.submit("halving", 10, "0", Map.of("wait", "3600"));
            Await.until("round 1 waits").until(() -> application.job(id).round().number() == 1);
            List<ProgressSnapshot> shown = new ArrayList<>();

            State end =
                    new JobFollower(
                                    new JobQueries(application.ports),
                                    cancelling(application, id, shown),
                                    Duration.ofMillis(1))
                            .toTheEnd(id)
                            .job()
                            .state();

            assertThat(end).isEqualTo(State.CANCELLED);
            assertThat(shown).hasSize(1);
            assertThat(shown.getFirst().account().tasks().done()).isEqualTo(10);
            assertThat(shown.getFirst().first()).isEqualTo(shown.getFirst().account());
        }
    }

    // Cancels the job when its progress is shown, so that the wait ends.
    private static Progress cancelling(
            TestApplication application, JobId id, List<ProgressSnapshot> shown) {
        return new Progress() {
            @Override
            public void phase(String what) {}

            @Override
            public void show(ProgressSnapshot now) {
                shown.add(now);
                application.dispatcher.cancel(id);
            }

            @Override
            public void end() {}
        };
    }
}
