package dev.fanfold.cli.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.Await;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests that the messages of a killed worker are redelivered and its tasks run one at a time.
@Tag("slow")
@Timeout(180)
class KilledEnvironmentTest {
    @Test
    void tasksOfAKilledWorkerAreDoneByOthersAndCountedOnce() {
        LocalOptions quickly = LocalOptions.defaults().visibility(Duration.ofSeconds(4));
        try (var application = new TestApplication(TestApplication.TEMPLATE, quickly)) {
            JobId id = application.submit("sleep", 5, "0", Map.of("tasks", "40", "millis", "1500"));
            // A worker that is still starting cannot be killed.
            Await.until("a worker at work is killed")
                    .until(() -> killBusyWorkers(application.cloud) > 0);

            Job job = application.awaitEnd(id);
            assertThat(job.state()).isEqualTo(State.SUCCEEDED);
            assertThat(
                            application
                                    .ports
                                    .jobs()
                                    .accumulator(id, 0)
                                    .orElseThrow()
                                    .isBalanced(job.planned()))
                    .isTrue();
        }
    }

    private static int killBusyWorkers(LocalCloud cloud) {
        return cloud.functions().stream()
                .filter(function -> function.name().endsWith("_worker") && function.inFlight() > 0)
                .mapToInt(function -> cloud.kill(function.name()))
                .sum();
    }
}
