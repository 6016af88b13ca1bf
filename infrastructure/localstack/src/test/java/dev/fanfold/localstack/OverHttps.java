package dev.fanfold.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.messages.Fields;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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

    @Test
    default void theLinksToAJobsOutputsLeadToTheirBytes() throws NoSuchAlgorithmException {
        String body =
                "{\"workload\":\"drill\",\"settings\":{\"tasks\":3,\"rounds\":2,\"outputs\":2}}";
        String id = id(api().post("/jobs", Map.of(), body));
        Fields job = awaitEnd(id).object("job");
        assertThat(job.text("state")).isEqualTo("SUCCEEDED");

        Fields page = api().get("/jobs/" + id + "/outputs?limit=7");
        List<Fields> outputs = new ArrayList<>(page.objects("outputs"));
        page = api().get("/jobs/" + id + "/outputs?limit=7&after=" + page.text("next"));
        outputs.addAll(page.objects("outputs"));

        assertThat(page.has("next")).isFalse();
        assertThat(outputs).hasSize(12);
        assertThat(job.object("ledger").object("outputs").number("count")).isEqualTo(12);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 12; i++) {
            Fields output = outputs.get(i);
            String name = "part %d é+.txt".formatted(i % 2);
            byte[] bytes = Api.download(output.text("url"), name);
            assertThat(output.text("name")).isEqualTo(name);
            assertThat(bytes).asString().isEqualTo("%d.%d %s\n".formatted(i / 6, i / 2 % 3, name));
            assertThat(output.number("bytes")).isEqualTo(bytes.length);
            assertThat(output.text("sha256"))
                    .isEqualTo(HexFormat.of().formatHex(sha256.digest(bytes)));
        }
        assertThat(api().get("/jobs/" + id + "/outputs?name=part%201*").objects("outputs"))
                .hasSize(6);
    }

    private static String id(Fields response) {
        return response.object("job").text("id");
    }
}
