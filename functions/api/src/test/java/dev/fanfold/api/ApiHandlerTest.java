package dev.fanfold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.messages.Fields;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tests each route, from API Gateway's event to the response. [RefusedRequestsTest] tests rejected
/// requests.
class ApiHandlerTest {
    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aSubmittedJobIsAcceptedAndRuns() {
        APIGatewayProxyResponseEvent response = fixture.handle("api-submit-job.json");

        assertThat(response.getStatusCode()).isEqualTo(202);
        Fields job = job(response);
        assertThat(job.text("state")).isEqualTo("ACCEPTED");
        assertThat(response.getHeaders())
                .containsEntry("Location", "/v1/jobs/" + job.text("id"))
                .containsEntry("Content-Type", "application/json");
        Job row = fixture.application.store.all().getFirst();
        assertThat(row.request().owner()).isEqualTo(ApiFixture.ANN);
        assertThat(fixture.application.run(row.id()).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void theSameKeyAndBodyGiveTheSameJobAndAnotherBodyIsAConflict() {
        String first = job(fixture.handle("api-submit-job.json")).text("id");
        APIGatewayProxyResponseEvent again = fixture.handle("api-submit-job.json");
        APIGatewayProxyResponseEvent other =
                fixture.handle(
                        fixture.body(
                                "api-submit-job.json",
                                "{\"workload\":\"numbers\",\"settings\":{\"below\":4}}"));

        assertThat(again.getStatusCode()).isEqualTo(202);
        assertThat(job(again).text("id")).isEqualTo(first);
        assertThat(other.getStatusCode()).isEqualTo(409);
        assertThat(fixture.application.store.all()).hasSize(1);
    }

    @Test
    void itemsAreStoredAsJsonLinesForTheCaller() {
        APIGatewayProxyResponseEvent response = fixture.handle("api-submit-items.json");

        assertThat(response.getStatusCode()).isEqualTo(202);
        Job row = fixture.application.store.all().getFirst();
        assertThat(row.request().input())
                .asString()
                .matches("s3://inbox/uploads/[0-9a-f]{32}/[0-9a-f]{64}/items.jsonl");
        // {"sku":"A-1","n":2} and {"sku":"B-7","n":1.5}, each with a line end.
        assertThat(row.input()).extracting(pin -> pin.size()).isEqualTo(42L);
        assertThat(job(fixture.handle("api-submit-items.json")).text("id"))
                .isEqualTo(row.id().value());
    }

    @Test
    void anUploadFormIsForOneKeyWhichCanBeUsedAsInput() {
        Fields upload = ApiFixture.json(fixture.handle("api-create-upload.json"));
        Fields fields = upload.object("fields");

        assertThat(upload.text("input")).isEqualTo("s3://inbox/" + fields.text("key"));
        assertThat(fields.names())
                .contains("policy", "x-amz-signature", "x-amz-credential", "x-amz-date");
        assertThat(upload.number("maxBytes")).isEqualTo(2_481_495);

        fixture.application.source.put(URI.create(upload.text("input")), "0123456789");
        String body = "{\"workload\":\"counts\",\"input\":\"" + upload.text("input") + "\"}";
        APIGatewayProxyResponseEvent response =
                fixture.handle(fixture.body("api-submit-job.json", body));
        assertThat(response.getStatusCode()).isEqualTo(202);
    }

    @Test
    void theJobsOfACallerAreListedInPages() {
        for (int i = 0; i < 3; i++) {
            submit("{\"workload\":\"numbers\",\"settings\":{\"below\":" + i + "}}");
            fixture.application.clock.pass(java.time.Duration.ofSeconds(1));
        }
        Fields first = ApiFixture.json(fixture.handle("api-list-jobs.json"));
        APIGatewayProxyRequestEvent next = fixture.event("api-list-jobs.json");
        next.setQueryStringParameters(Map.of("limit", "2", "after", first.text("next")));
        Fields second = ApiFixture.json(fixture.handle(next));

        assertThat(first.objects("jobs")).hasSize(2);
        assertThat(second.objects("jobs")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        assertThat(
                        List.of(
                                first.objects("jobs").getFirst().text("created"),
                                first.objects("jobs").getLast().text("created"),
                                second.objects("jobs").getFirst().text("created")))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void theStatusOfAJobShowsItsProgress() {
        fixture.createAnnsJob(0);
        fixture.application.dispatch();
        fixture.application.work();
        fixture.application.clock.pass(java.time.Duration.ofSeconds(2));
        fixture.application.fold();

        Fields job = job(fixture.handle("api-get-job.json"));

        assertThat(job.text("state")).isEqualTo("FINISHING");
        assertThat(job.object("tasks").number("done")).isEqualTo(4);
        assertThat(String.valueOf(job.object("progress").raw("percent"))).isEqualTo("100");
        assertThat(String.valueOf(job.object("progress").raw("tasksPerSecond"))).isEqualTo("2");
        assertThat(job.object("receipt").number("messages")).isEqualTo(4);
        assertThat(job.object("ledger").raw("balanced")).isEqualTo(true);
    }

    @Test
    void theAnswerSoFarStatesHowMuchItCovers() {
        fixture.createAnnsJob(0);
        fixture.application.dispatch();
        fixture.application.worker.work(
                fixture.application.queue.receiveWork(3), () -> java.time.Duration.ofMinutes(1));
        fixture.application.fold();

        Fields soFar = ApiFixture.json(fixture.handle("api-get-result.json"));
        assertThat(String.valueOf(soFar.raw("covers"))).isEqualTo("75");
        assertThat(soFar.raw("complete")).isEqualTo(false);
        assertThat(soFar.object("result").number("count")).isEqualTo(3);
        assertThat(tasks("missing")).containsExactly(3L);

        fixture.application.run(ApiFixture.JOB);
        Fields whole = ApiFixture.json(fixture.handle("api-get-result.json"));
        assertThat(whole.raw("complete")).isEqualTo(true);
        assertThat(whole.object("result").number("count")).isEqualTo(4);
    }

    @Test
    void lostTasksAreListedWithTheirReasonsAndOnlyTheyAreRedriven() {
        fixture.numbers.poison.add(2);
        fixture.createAnnsJob(1);
        assertThat(fixture.application.run(ApiFixture.JOB).state()).isEqualTo(State.PARTIAL);

        Fields lost = ApiFixture.json(fixture.handle("api-list-tasks.json"));
        assertThat(lost.number("total")).isEqualTo(1);
        assertThat(lost.objects("tasks").getFirst().text("reason")).contains("number 2 is poison");
        assertThat(lost.objects("tasks").getFirst().text("trace")).matches("[0-9a-f]{16}");

        fixture.numbers.poison.clear();
        APIGatewayProxyResponseEvent redriven = fixture.handle("api-redrive-job.json");
        assertThat(redriven.getStatusCode()).isEqualTo(202);
        assertThat(job(redriven).number("epoch")).isEqualTo(1);
        assertThat(fixture.application.run(ApiFixture.JOB).state()).isEqualTo(State.SUCCEEDED);
        assertThat(fixture.application.answer(ApiFixture.JOB)).contains("\"count\": 4");
    }

    @Test
    void anAnswerWithTooManyRejectedRecordsIsPartialAndCannotBeRedriven() {
        fixture.numbers.rejected.add(2);
        fixture.createAnnsJob(0);
        fixture.application.run(ApiFixture.JOB);

        Fields response = ApiFixture.json(fixture.handle("api-get-result.json"));
        assertThat(response.object("job").text("state")).isEqualTo("PARTIAL");
        assertThat(response.object("job").object("error").text("kind")).isEqualTo("REJECTED");
        assertThat(response.object("job").object("error").text("message"))
                .isEqualTo("1 of 4 records rejected, 10% allowed (--reject)");
        assertThat(response.raw("complete")).isEqualTo(false);
        assertThat(response.object("result").number("count")).isEqualTo(3);

        APIGatewayProxyResponseEvent redriven = fixture.handle("api-redrive-job.json");
        assertThat(redriven.getStatusCode()).isEqualTo(409);
        assertThat(redriven.getBody()).contains("nothing was lost");
    }

    @Test
    void aJobCanSetHowManyRecordsMayBeRejected() {
        fixture.numbers.rejected.add(2);
        Fields job =
                job(
                        fixture.handle(
                                fixture.body(
                                        "api-submit-job.json",
                                        "{\"workload\":\"numbers\",\"settings\":{\"below\":4},\"job\":{\"reject\":\"25%\"}}")));

        assertThat(fixture.application.run(new JobId(job.text("id"))).state())
                .isEqualTo(State.SUCCEEDED);
    }

    @Test
    void anOpenJobIsCancelledAndASecondCancelChangesNothing() {
        fixture.createAnnsJob(0);
        fixture.application.dispatch();

        assertThat(job(fixture.handle("api-cancel-job.json")).text("state")).isEqualTo("CANCELLED");
        assertThat(fixture.handle("api-cancel-job.json").getStatusCode()).isEqualTo(200);
        assertThat(fixture.handle("api-redrive-job.json").getStatusCode()).isEqualTo(409);
    }

    @Test
    void workloadsAreListedWithTheirSettings() {
        Fields response = ApiFixture.json(fixture.handle("api-list-workloads.json"));

        Fields numbers = response.objects("workloads").getLast();
        assertThat(numbers.text("name")).isEqualTo("numbers");
        assertThat(numbers.objects("settings").getFirst().has("default")).isFalse();
        assertThat(numbers.objects("settings").getLast().text("default")).isEqualTo("n");
    }

    private List<Long> tasks(String state) {
        APIGatewayProxyRequestEvent event = fixture.event("api-list-tasks.json");
        event.setQueryStringParameters(Map.of("state", state));
        return ApiFixture.json(fixture.handle(event)).objects("tasks").stream()
                .map(task -> task.number("task"))
                .toList();
    }

    private void submit(String body) {
        APIGatewayProxyRequestEvent event = fixture.body("api-submit-job.json", body);
        event.getHeaders().remove("Idempotency-Key");
        assertThat(fixture.handle(event).getStatusCode()).isEqualTo(202);
    }

    private static Fields job(APIGatewayProxyResponseEvent response) {
        return ApiFixture.json(response).object("job");
    }
}
