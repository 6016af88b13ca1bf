package dev.fanfold.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.messages.Fields;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The tests of the suite that use only HTTP: jobs through the REST API.
interface OverHttps {
    Api api();

    /// Waits until the job has ended and returns its answer.
    default Fields awaitEnd(String id) {
        Application.until("job " + id + " has ended")
                .until(() ->
                        !api().get("/jobs/" + id)
                                .object("job")
                                .text("state")
                                .matches("ACCEPTED|DISPATCHING|RUNNING|FINISHING"));
        return api().get("/jobs/" + id + "/result");
    }

    @Test
    default void aJobSubmittedOverHttpsSucceedsAndTheSameRequestGivesTheSameJob() {
        Map<String, String> key = Map.of("Idempotency-Key", "nightly");
        String body = "{\"workload\":\"drill\",\"settings\":{\"tasks\":4}}";

        String id = id(api().post("/jobs", key, body));
        Fields result = awaitEnd(id);

        assertThat(result.object("job").text("state")).isEqualTo("SUCCEEDED");
        assertThat(result.raw("complete")).isEqualTo(true);
        assertThat(result.object("result").number("tasks")).isEqualTo(4);
        assertThat(id(api().post("/jobs", key, body))).isEqualTo(id);
        assertThat(api().get("/jobs").objects("jobs"))
                .extracting(job -> job.text("id"))
                .contains(id);
        assertThat(api().get("/workloads").objects("workloads"))
                .extracting(workload -> workload.text("name"))
                .contains("drill", "tabulate");
    }

    @Test
    default void aFileUploadedByAPresignedFormBecomesAJob() throws IOException {
        Fields form = api().post("/uploads", Map.of(), "{\"file\":\"flights.csv\"}");

        assertThat(Api.upload(form, Flights.FILE)).isBetween(200, 299);
        String id =
                id(
                        api().post(
                                        "/jobs",
                                        Map.of(),
                                        """
                                        {"workload":"tabulate","input":"%s",
                                         "settings":{"group-by":"carrier","measure":"arr_delay"},
                                         "job":{"slice":"512KiB"}}\
                                        """
                                                .formatted(form.text("input"))));

        Fields result = awaitEnd(id);
        assertThat(result.object("job").object("ledger").raw("balanced")).isEqualTo(true);
        assertThat(result.object("result").objects("groups")).hasSameSizeAs(Flights.byCarrier());
    }

    @Test
    default void aFileLongerThanItsFormAllowsIsRefused() {
        Fields form = api().post("/uploads", Map.of(), "{\"file\":\"flights.csv\",\"bytes\":1000}");

        assertThat(Api.upload(form, Flights.FILE)).isBetween(400, 499);
    }

    @Test
    default void aJobIsCancelledOverHttps() {
        String body = "{\"workload\":\"sleep\",\"settings\":{\"tasks\":40,\"millis\":9000}}";
        String id = id(api().post("/jobs", Map.of(), body));

        Fields cancelled = api().delete("/jobs/" + id).object("job");

        assertThat(cancelled.text("state")).isEqualTo("CANCELLED");
        assertThat(api().get("/jobs/" + id + "/tasks?state=lost").number("total")).isZero();
    }

    private static String id(Fields response) {
        return response.object("job").text("id");
    }
}
