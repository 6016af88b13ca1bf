package dev.fanfold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.messages.Fields;
import dev.fanfold.workload.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A redrive that is a further round, as a caller of the API sees it.
class RedriveRoundTest {
    private final ApiFixture fixture = new ApiFixture();

    @BeforeEach
    void mend() {
        fixture.numbers.mends = true;
        fixture.numbers.rejected.add(2);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theJobIsAcceptedInItsNextRoundAndHasNoAnswerYet() {
        partial();
        fixture.application.clock.pass(Duration.ofHours(3));

        APIGatewayProxyResponseEvent response = fixture.handle("api-redrive-job.json");

        assertThat(response.getStatusCode()).isEqualTo(202);
        Fields job = ApiFixture.json(response).object("job");
        assertThat(job.text("state")).isEqualTo("ACCEPTED");
        assertThat(job.number("epoch")).isZero();
        assertThat(job.object("round").number("number")).isEqualTo(1);
        assertThat(job.object("tasks").number("done")).isEqualTo(4);
        assertThat(job.object("ledger").object("records").number("read")).isZero();
        assertThat(job.has("error")).isFalse();
        assertThat(job.object("progress").has("tasksPerSecond")).isFalse();
        Fields result = ApiFixture.json(fixture.handle("api-get-result.json"));
        assertThat(result.has("result")).isFalse();
        assertThat(result.raw("complete")).isEqualTo(false);
    }

    @Test
    void itsAnswerReplacesTheEarlierOneAndEachRecordCountsOnce() {
        partial();
        fixture.numbers.rejected.clear();
        fixture.handle("api-redrive-job.json");
        assertThat(fixture.application.run(ApiFixture.JOB).state()).isEqualTo(State.SUCCEEDED);

        Fields result = ApiFixture.json(fixture.handle("api-get-result.json"));

        assertThat(result.object("result").number("count")).isEqualTo(4);
        assertThat(result.raw("complete")).isEqualTo(true);
        Fields job = result.object("job");
        assertThat(job.object("tasks").number("done")).isEqualTo(8);
        assertThat(job.object("ledger").object("records").number("read")).isEqualTo(4);
        assertThat(job.object("ledger").object("records").number("rejected")).isZero();
        assertThat(job.object("ledger").has("rejected")).isFalse();
        assertThat(ApiFixture.json(fixture.handle("api-list-rounds.json")).objects("rounds"))
                .extracting(round -> round.object("records").number("rejected"))
                .containsExactly(1L, 0L);
    }

    @Test
    void aSecondRequestBeforeItIsPlannedStartsNoOtherRound() {
        partial();
        fixture.handle("api-redrive-job.json");
        assertThat(fixture.handle("api-redrive-job.json").getStatusCode()).isEqualTo(202);
        fixture.application.dispatch();

        assertThat(fixture.handle("api-redrive-job.json").getStatusCode()).isEqualTo(409);
        assertThat(fixture.application.job(ApiFixture.JOB).round().number()).isOne();
    }

    @Test
    void aRoundThatWaitsSaysUntilWhen() {
        partial();
        fixture.numbers.notBefore = fixture.application.clock.instant().plusSeconds(120);

        Fields job = ApiFixture.json(fixture.handle("api-redrive-job.json")).object("job");

        assertThat(job.object("round").text("notBefore"))
                .isEqualTo(fixture.numbers.notBefore.toString());
    }

    @Test
    void whatTheWorkloadThrowsRefusesIt() {
        Job before = partial();
        fixture.numbers.refusal = new InvalidInputException("number 2 is gone");

        APIGatewayProxyResponseEvent response = fixture.handle("api-redrive-job.json");

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(ApiFixture.json(response).text("detail")).isEqualTo("number 2 is gone");
        assertThat(fixture.application.job(ApiFixture.JOB)).isEqualTo(before);
    }

    @Test
    void theLimitOfRoundsRefusesIt() {
        var event =
                fixture.body(
                        "api-submit-job.json",
                        "{\"workload\":\"numbers\",\"settings\":{\"below\":4},\"job\":{\"rounds\":1}}");
        Fields taken = ApiFixture.json(fixture.handle(event)).object("job");
        fixture.application.run(new JobId(taken.text("id")));
        var redrive = fixture.event("api-redrive-job.json");
        redrive.setPath("/jobs/%s/redrive".formatted(taken.text("id")));
        redrive.setPathParameters(java.util.Map.of("id", taken.text("id")));

        APIGatewayProxyResponseEvent response = fixture.handle(redrive);

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(ApiFixture.json(response).text("detail")).contains("larger --rounds");
    }

    private Job partial() {
        fixture.createAnnsJob(0);
        Job job = fixture.application.run(ApiFixture.JOB);
        assertThat(job.state()).isEqualTo(State.PARTIAL);
        return job;
    }
}
