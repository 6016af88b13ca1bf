package dev.fanfold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.messages.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs of several rounds, as a caller of the API sees them.
class RoundsTest {
    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theRoundsOfAJobAreListedInPages() {
        fixture.numbers.rounds = 3;
        fixture.numbers.rejected.add(2);
        fixture.createAnnsJob(0);
        fixture.application.run(ApiFixture.JOB);

        Fields first = ApiFixture.json(fixture.handle("api-list-rounds.json"));
        Fields second = page(Map.of("limit", "2", "after", "1"));

        assertThat(numbers(first)).containsExactly(0L, 1L);
        assertThat(first.number("next")).isEqualTo(1);
        assertThat(numbers(second)).containsExactly(2L);
        assertThat(second.has("next")).isFalse();
        Fields round = first.objects("rounds").getFirst();
        assertThat(round.object("tasks").number("planned")).isEqualTo(4);
        assertThat(round.object("tasks").number("done")).isEqualTo(4);
        assertThat(round.object("records").number("read")).isEqualTo(4);
        assertThat(round.object("records").number("rejected")).isEqualTo(1);
        assertThat(round.raw("balanced")).isEqualTo(true);
        assertThat(round.has("losses")).isFalse();
        assertThat(numbers(page(Map.of("limit", "3")))).hasSize(3);
        assertThat(page(Map.of("limit", "3")).has("next")).isFalse();
        assertThat(numbers(page(Map.of("after", "2147483647")))).isEmpty();
    }

    @Test
    void aJobBeforeItsPlanHasNoRounds() {
        fixture.createAnnsJob(0);

        assertThat(numbers(page(Map.of()))).isEmpty();
    }

    @Test
    void theJobCountsAllRoundsAndShowsItsLast() {
        fixture.numbers.rounds = 3;
        fixture.createAnnsJob(0);
        fixture.application.run(ApiFixture.JOB);

        Fields job = job();

        assertThat(job.text("state")).isEqualTo("SUCCEEDED");
        assertThat(job.object("tasks").number("done")).isEqualTo(12);
        assertThat(job.object("round").number("number")).isEqualTo(2);
        assertThat(job.object("round").object("tasks").number("planned")).isEqualTo(4);
        assertThat(job.object("round").has("notBefore")).isFalse();
        assertThat(job.object("receipt").has("messages")).isFalse();
        assertThat(job.object("ledger").raw("balanced")).isEqualTo(true);
    }

    @Test
    void aWaitingRoundSaysUntilWhen() {
        fixture.numbers.rounds = 2;
        Instant notBefore = fixture.application.clock.instant().plusSeconds(120);
        fixture.numbers.notBefore = notBefore;
        fixture.createAnnsJob(0);
        round();

        Fields waiting = job();

        assertThat(waiting.text("state")).isEqualTo("ACCEPTED");
        assertThat(waiting.object("round").number("number")).isEqualTo(1);
        assertThat(waiting.object("round").text("notBefore")).isEqualTo(notBefore.toString());
        assertThat(waiting.object("tasks").number("done")).isEqualTo(4);
        assertThat(numbers(page(Map.of()))).containsExactly(0L);
        assertThat(ApiFixture.json(fixture.handle("api-list-tasks.json")).number("total")).isZero();

        fixture.handle("api-cancel-job.json");
        assertThat(job().text("state")).isEqualTo("CANCELLED");
    }

    @Test
    void aLossOfAnEarlierRoundIsInThatRoundAndInTheTotals() {
        fixture.numbers.rounds = 2;
        fixture.numbers.poison.add(2);
        fixture.createAnnsJob(1);
        round();
        fixture.numbers.poison.clear();
        fixture.application.run(ApiFixture.JOB);

        Fields job = job();
        List<Fields> rounds = page(Map.of()).objects("rounds");

        assertThat(job.text("state")).isEqualTo("PARTIAL");
        assertThat(job.object("tasks").number("lost")).isEqualTo(1);
        assertThat(job.object("error").text("message")).isEqualTo("1 of 8 tasks are lost");
        assertThat(job.has("losses")).isFalse();
        assertThat(rounds.getFirst().raw("balanced")).isEqualTo(false);
        assertThat(rounds.getFirst().objects("losses").getFirst().text("text"))
                .contains("number 2 is poison");
        assertThat(rounds.getLast().raw("balanced")).isEqualTo(true);
        APIGatewayProxyResponseEvent redriven = fixture.handle("api-redrive-job.json");
        assertThat(redriven.getStatusCode()).isEqualTo(409);
        assertThat(redriven.getBody()).contains("only the last round is redriven");
    }

    @Test
    void theNumberOfRoundsIsLimitedByTheRequest() {
        fixture.numbers.rounds = 3;

        assertThat(ended(3).state()).isEqualTo(State.SUCCEEDED);
        Job failed = ended(2);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.error())
                .extracting(why -> why.text())
                .asString()
                .contains("the finish of round 1 asks for another", "at most 2", "--rounds");
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,101", "after,-1", "after,x", "state,lost"})
    void aParameterThatIsWrongIsNamed(String name, String value) {
        fixture.createAnnsJob(0);
        APIGatewayProxyRequestEvent event = fixture.event("api-list-rounds.json");
        event.setQueryStringParameters(Map.of(name, value));

        APIGatewayProxyResponseEvent answer = fixture.handle(event);

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(ApiFixture.json(answer).text("detail")).contains(name);
    }

    // Plans, works and finishes one round.
    private void round() {
        fixture.application.dispatch();
        fixture.application.work();
        fixture.application.fold();
        fixture.application.work();
    }

    private Job ended(int rounds) {
        APIGatewayProxyRequestEvent event =
                fixture.body(
                        "api-submit-job.json",
                        "{\"workload\":\"numbers\",\"settings\":{\"below\":4},\"job\":{\"rounds\":%d}}"
                                .formatted(rounds));
        event.getHeaders().remove("Idempotency-Key");
        Fields taken = ApiFixture.json(fixture.handle(event)).object("job");
        return fixture.application.run(new JobId(taken.text("id")));
    }

    private Fields job() {
        return ApiFixture.json(fixture.handle("api-get-job.json")).object("job");
    }

    private Fields page(Map<String, String> query) {
        APIGatewayProxyRequestEvent event = fixture.event("api-list-rounds.json");
        event.setQueryStringParameters(query);
        return ApiFixture.json(fixture.handle(event));
    }

    private static List<Long> numbers(Fields page) {
        return page.objects("rounds").stream().map(round -> round.number("number")).toList();
    }
}
