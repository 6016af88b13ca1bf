package dev.fanfold.cli.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.application.LocalEnvironment;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests jobs on the application's template, which the local cloud runs.
///
/// Tests that LocalStack can run too are in `infrastructure/localstack`. [KilledEnvironmentTest]
/// tests killed environments.
@Timeout(180)
class EndToEndTest {
    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = new TestApplication(TestApplication.TEMPLATE, LocalOptions.defaults());
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theRegionIsSetInBothVariablesThatClientsRead() {
        assertThat(LocalEnvironment.sdk(application.cloud))
                .containsEntry("AWS_REGION", "us-east-1")
                .containsEntry("AWS_DEFAULT_REGION", "us-east-1");
    }

    @Test
    @Tag("slow") // it waits between its attempts
    void aTaskThatFailsEachTimeIsLostWithItsLastError() {
        Job failed = application.awaitEnd(application.submit("poison", 10, "0", Map.of()));

        assertThat(failed.error())
                .isEqualTo(
                        new Reason(
                                Reason.Kind.EXHAUSTED,
                                "1 lost, 0 tolerated; the first is task 3: java.io.IOException: attempt 5 of task 3 was poisoned"));
    }

    @Test
    void tenThousandTasksAreCountedOnceEach() {
        Job job =
                application.awaitEnd(application.submit("noop", 10, "0", Map.of("tasks", "10000")));

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.progress().repairs()).isZero();
        assertThat(
                        application
                                .ports
                                .jobs()
                                .accumulator(job.id(), 0)
                                .orElseThrow()
                                .isBalanced(job.planned()))
                .isTrue();
        assertThat(
                        new String(
                                ((dev.fanfold.engine.outcome.Payload.Inline)
                                                Objects.requireNonNull(job.result()))
                                        .bytes(),
                                java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"tasks\":10000}");
    }
}
