package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A redrive that is a further round, on the local cloud: with the command line and over the API.
@Timeout(180)
class RedriveRunTest {
    private static final String ON = "--on=aws";
    private static final Queue<String> log = new ConcurrentLinkedQueue<>();
    private static LocalCloud cloud;
    private static OnCloud commands;
    @TempDir private Path directory;

    @BeforeAll
    static void start() {
        cloud =
                LocalCloud.start(
                        Path.of("../../template.yaml"),
                        LocalOptions.defaults()
                                .code(FunctionCode.classPath())
                                .log(line -> log.add(line)));
        commands = new OnCloud(cloud, Workloads.discovered());
    }

    @AfterAll
    static void stop() {
        cloud.close();
        // The API's function may store the input of a round.
        assertThat(log).noneMatch(line -> line.contains("is not authorized to perform"));
    }

    @Test
    void aFurtherRoundReadsTheRejectedRecordsAndItsAnswerReplacesTheEarlierOne()
            throws IOException {
        Path cause = Files.writeString(directory.resolve("cause"), "");
        String id = succeeded("while=" + cause);
        Files.delete(cause);

        assertThat(commands.run("redrive", id, ON)).isZero();
        assertThat(commands.out().text() + commands.err().text())
                .contains("job " + id + " runs again (round 1)", "result " + id + " --wait");

        assertThat(commands.run("result", id, "--wait", "--json", ON)).isZero();
        assertThat(commands.json().object("result").number("accepted")).isEqualTo(20);
        Fields job = commands.json().object("job");
        assertThat(job.object("round").number("number")).isEqualTo(1);
        assertThat(job.object("tasks").number("done")).isEqualTo(20 + 2);
        assertThat(job.object("ledger").object("records").number("read")).isEqualTo(20);
        assertThat(job.object("ledger").object("records").number("rejected")).isZero();
        assertThat(job.object("ledger").number("repairs")).isZero();
        assertThat(commands.run("status", id, ON)).isZero();
        assertThat(commands.out().text()).contains("succeeded", "round 1, 2 of 2 tasks");
        assertThat(commands.run("redrive", id, ON)).isEqualTo(2);
        assertThat(commands.err().text()).contains("is SUCCEEDED: nothing was lost");
    }

    @Test
    void aPartialJobIsRedrivenUntilItSucceeds() throws IOException {
        Path cause = Files.writeString(directory.resolve("cause"), "");
        String id = submitted("while=" + cause, "broken=5");
        assertThat(commands.run("result", id, "--wait", ON)).isEqualTo(1);
        assertThat(commands.run("redrive", id, ON)).isZero();
        assertThat(commands.run("result", id, "--wait", "--json", ON)).isEqualTo(1);
        Fields records = commands.json().object("job").object("ledger").object("records");
        assertThat(records.number("read")).isEqualTo(20);
        assertThat(records.number("rejected")).isEqualTo(5);
        Files.delete(cause);

        assertThat(commands.run("redrive", id, ON)).isZero();
        assertThat(commands.out().text() + commands.err().text()).contains("(round 2)");

        assertThat(commands.run("result", id, "--wait", "--json", ON)).isZero();
        assertThat(commands.json().object("result").number("accepted")).isEqualTo(20);
    }

    @Test
    void theErrorOfTheWorkloadIsPrinted() throws IOException {
        Path cause = Files.writeString(directory.resolve("cause"), "");
        String id = succeeded("while=" + cause, "hopeless=the items are gone");

        assertThat(commands.run("redrive", id, ON)).isEqualTo(2);

        assertThat(commands.err().text()).contains("the items are gone").hasLineCount(1);
        assertThat(commands.run("result", id, "--json", ON)).isZero();
    }

    @Test
    void theLimitOfRoundsIsNamed() throws IOException {
        Path cause = Files.writeString(directory.resolve("cause"), "");
        String id = succeeded("while=" + cause, "--rounds=1");

        assertThat(commands.run("redrive", id, ON)).isEqualTo(2);

        assertThat(commands.err().text())
                .contains("it has had the 1 that it may have", "a larger --rounds");
    }

    @Test
    void aCommandLineWithoutTheWorkloadSaysWhereToRunIt() throws IOException {
        Path cause = Files.writeString(directory.resolve("cause"), "");
        String id = succeeded("while=" + cause);
        var elsewhere = new OnCloud(cloud, Workloads.of());

        assertThat(elsewhere.run("redrive", id, ON)).isEqualTo(2);

        assertThat(elsewhere.err().text())
                .contains("its workload \"mending\"", "in the folder of its template");
    }

    @Test
    void theApiStartsARoundWithAnInputThatIsTooLargeForTheRow()
            throws IOException, InterruptedException {
        Path cause = Files.writeString(directory.resolve("cause"), "");
        String body =
                "{\"workload\":\"mending\",\"settings\":{\"while\":\"%s\",\"note\":9000}}"
                        .formatted(cause);
        String id = post("/jobs", body).object("job").text("id");
        assertThat(commands.run("result", id, "--wait", ON)).isZero();
        Files.delete(cause);

        Fields redriven = post("/jobs/" + id + "/redrive", "").object("job");

        assertThat(redriven.object("round").number("number")).isEqualTo(1);
        assertThat(commands.run("result", id, "--wait", "--json", ON)).isZero();
        assertThat(commands.json().object("result").number("accepted")).isEqualTo(20);
    }

    private static String succeeded(String... settings) {
        String id = submitted(settings);
        assertThat(commands.run("result", id, "--wait", "--json", ON)).isZero();
        assertThat(commands.json().object("result").number("accepted")).isEqualTo(18);
        return id;
    }

    private static String submitted(String... settings) {
        Stream<String> typed =
                Stream.of(settings)
                        .flatMap(one ->
                                one.startsWith("--") ? Stream.of(one) : Stream.of("--set", one));
        Object[] arguments =
                Stream.of(Stream.of("submit", "mending"), typed, Stream.of("--again", ON))
                        .flatMap(part -> part)
                        .toArray();
        assertThat(commands.run(arguments)).isZero();
        return commands.out().text().strip();
    }

    // For the local cloud, the signature's access key is the caller's name.
    private static Fields post(String path, String body) throws IOException, InterruptedException {
        URI api = cloud.endpoints().apis().values().iterator().next();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(api + path))
                        .header("Content-Type", "application/json")
                        .header("X-Amz-Date", "20261128T120000Z")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=me/20261128/us-east-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date, Signature=0")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
            return Json.read("response", response.body());
        }
    }
}
