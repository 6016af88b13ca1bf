package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.workload.Finishing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// How far a job is, in the words of its workload.
class ProgressTest {
    private boolean isBroken;
    private final Rounds workload =
            new Rounds() {
                @Override
                public Optional<String> progress(Supplier<Long> total, Finishing job) {
                    if (isBroken) {
                        throw new IllegalStateException("no words");
                    }
                    return Optional.of(
                            "round %d, %d of %d"
                                    .formatted(
                                            job.round().number(), total.get(), job.plan().tasks()));
                }
            };
    private final InMemoryApplication application = new InMemoryApplication(workload);

    @Test
    void itIsThatOfTheTotalAlsoWhileARoundWaitsForItsPlan() {
        Instant later = application.clock.instant().plus(Duration.ofMinutes(10));
        workload.notBefore(_ -> later);
        JobId id = application.dispatcher.submit(Rounds.request(2, "0", 10)).job().id();
        assertThat(progress(id)).isEmpty();

        application.dispatch();
        assertThat(progress(id)).hasValue("round 0, 0 of 2");
        application.work();
        application.fold();
        assertThat(progress(id)).hasValue("round 0, 2 of 2");
        application.dispatch();
        application.work(); // finishes the round
        application.fold();
        assertThat(progress(id)).hasValue("round 1, 0 of 0");

        application.clock.pass(Duration.ofMinutes(11));
        application.keep();
        application.dispatch();
        assertThat(progress(id)).hasValue("round 1, 0 of 3");
        application.run(id);
        assertThat(progress(id)).hasValue("round 1, 3 of 3");
    }

    @Test
    void aWorkloadThatThrowsDoesNotHideTheRestOfTheStatus() {
        isBroken = true;
        JobId id = application.dispatcher.submit(Rounds.request(1, "0", 10)).job().id();
        application.run(id);

        assertThat(progress(id))
                .hasValue("(the workload's progress failed: IllegalStateException)");
    }

    private Optional<String> progress(JobId id) {
        var jobQueries = new JobQueries(application.ports);
        return jobQueries.progress(jobQueries.status(id).orElseThrow());
    }
}
