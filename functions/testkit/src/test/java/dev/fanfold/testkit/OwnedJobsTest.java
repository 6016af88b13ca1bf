package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.Submission;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.KeyTakenException;
import dev.fanfold.engine.job.State;
import dev.fanfold.workload.JobSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Jobs of different owners, and idempotency keys.
class OwnedJobsTest {
    private static final URI INPUT = InboxKey.uri("fanfold-inbox", "uploads/a/b.csv");
    private final InMemoryApplication application =
            new InMemoryApplication(
                    new CountingWorkload("counts", true), new CountingWorkload("numbers", false));

    @Test
    void theSameRequestOfTheSameOwnerIsTheSameJob() {
        Submission first = application.dispatcher.submitOwned(numbers("ann", 3), Optional.empty());
        Submission second = application.dispatcher.submitOwned(numbers("ann", 3), Optional.empty());

        assertThat(second.job().id()).isEqualTo(first.job().id());
        assertThat(application.store.all()).hasSize(1);
    }

    @Test
    void ofTwoOwnersWhoAskForTheSameEachHasAJob() {
        Submission anns = application.dispatcher.submitOwned(numbers("ann", 3), Optional.empty());
        Submission bobs = application.dispatcher.submitOwned(numbers("bob", 3), Optional.empty());

        assertThat(bobs.job().id()).isNotEqualTo(anns.job().id());
        assertThat(bobs.job().request().owner()).isEqualTo("bob");
    }

    @Test
    void anotherKeyIsAnotherJobAndTheSameKeyTheSameOne() {
        Submission one = application.dispatcher.submitOwned(numbers("ann", 3), Optional.of("one"));
        Submission again =
                application.dispatcher.submitOwned(numbers("ann", 3), Optional.of("one"));
        Submission two = application.dispatcher.submitOwned(numbers("ann", 3), Optional.of("two"));

        assertThat(again.job().id()).isEqualTo(one.job().id());
        assertThat(two.job().id()).isNotEqualTo(one.job().id());
    }

    @Test
    void aKeyThatStandsForAnotherRequestIsRefusedAndTheFirstJobKept() {
        Submission first =
                application.dispatcher.submitOwned(numbers("ann", 3), Optional.of("one"));

        assertThatThrownBy(() ->
                        application.dispatcher.submitOwned(numbers("ann", 4), Optional.of("one")))
                .isInstanceOf(KeyTakenException.class)
                .hasMessageContainingAll("\"one\"", first.job().id().value());
        assertThat(application.job(first.job().id()).request().settings().text("below"))
                .isEqualTo("3");
    }

    @Test
    void anObjectThatWaitsForItsSubmissionStartsNothingByItself() {
        application.source.put(INPUT, "0123456789");
        application.dispatcher.dispatch(
                new Arrival.Uploaded(List.of(application.source.pin(INPUT))),
                () -> Duration.ofMinutes(1));

        assertThat(application.store.all()).isEmpty();
        var request = request("counts", Map.of(), INPUT, "ann");
        Submission submitted = application.dispatcher.submitOwned(request, Optional.empty());
        assertThat(application.run(submitted.job().id()).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(submitted.job().id())).isEqualTo("{\"count\": 10}");
    }

    private static JobRequest numbers(String owner, int below) {
        return request("numbers", Map.of("below", Integer.toString(below)), null, owner);
    }

    private static JobRequest request(
            String workload, Map<String, String> settings, @Nullable URI input, String owner) {
        return new JobRequest(
                workload, JobSettings.of(settings), JobOptions.DEFAULT, input, owner, 0);
    }
}
