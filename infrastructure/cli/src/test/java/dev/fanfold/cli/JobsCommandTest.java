package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.messages.Fields;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// `jobs` lists jobs of uploads, of commands and of the API together.
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JobsCommandTest {
    private static final String ON = "--on=aws";
    private static LocalCloud cloud;
    private static OnCloud commands;
    @TempDir private Path directory;

    @BeforeAll
    static void start() {
        cloud =
                LocalCloud.start(
                        Path.of("../../template.yaml"),
                        LocalOptions.defaults().code(FunctionCode.classPath()).log(line -> {}));
        commands = new OnCloud(cloud, Workloads.discovered());
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    @Order(1)
    void withoutJobsTheListIsItsHeader() {
        assertThat(commands.run("jobs", ON)).isZero();

        assertThat(commands.out().text()).startsWith("job  workload  state").hasLineCount(1);
        assertThat(commands.run("jobs", "--json", ON)).isZero();
        assertThat(commands.json().objects("jobs")).isEmpty();
    }

    @Test
    @Order(2)
    void jobsOfUploadsOfCommandsAndOfTheApiAreListedNewestFirst() throws Exception {
        Path data = Files.writeString(directory.resolve("data.csv"), "k,v\nAA,1\n");
        upload();
        awaitSucceeded(1);
        assertThat(commands.run("run", "tabulate", "--input", data, ON)).isZero();
        post("{\"workload\":\"noop\",\"settings\":{\"tasks\":\"3\"}}");
        awaitSucceeded(3);

        assertThat(commands.run("jobs", ON)).isZero();

        List<String> lines = commands.out().text().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).contains("noop", "succeeded", "3 of 3", "arn:aws:iam::");
        assertThat(lines.get(2)).contains("tabulate", "1 of 1", "cli", "/data.csv");
        assertThat(lines.get(3))
                .contains("tabulate", "succeeded", "inbox", "/tabulate/mine/up.csv");
        assertThat(lines.get(3))
                .containsPattern("^[0-9a-f]{32}  .* \\d{4}-\\d\\d-\\d\\dT[0-9:]{8}Z ");
    }

    @Test
    @Order(3)
    void theListIsLimitedAndSaysThatThereIsMore() {
        assertThat(commands.run("jobs", "--limit", "1", ON)).isZero();
        assertThat(commands.out().text()).contains("noop").hasLineCount(2);
        assertThat(commands.err().text()).contains("older jobs").hasLineCount(1);

        assertThat(commands.run("jobs", "--limit", "1", "--json", ON)).isZero();
        assertThat(commands.json().raw("more")).isEqualTo(true);
        Fields job = commands.json().objects("jobs").getFirst();
        assertThat(job.text("state")).isEqualTo("SUCCEEDED");
        assertThat(job.object("tasks").number("done")).isEqualTo(3);
        assertThat(job.has("input")).isFalse();

        assertThat(commands.run("jobs", "--limit", "3", ON)).isZero();
        assertThat(commands.err().text()).isEmpty();
        assertThat(commands.run("jobs", "--limit", "0", ON)).isEqualTo(2);
        assertThat(commands.run("jobs", "--limit", "10001", ON)).isEqualTo(2);
        assertThat(commands.run("jobs", "--limit", "10000", ON)).isZero();
    }

    @Test
    @Order(4)
    void onlyJobsInAStateAreListed() {
        commands.run(
                "submit", "sleep", "--set", "tasks=100", "--set", "millis=60000", "--again", ON);
        String id = commands.out().text().strip();
        commands.run("cancel", id, ON);

        Await.until("the job is among the cancelled")
                .until(() ->
                        commands.run("jobs", "--state", "cancelled", ON) == 0
                                && commands.out().text().contains(id));
        assertThat(commands.out().text()).hasLineCount(2);
        assertThat(commands.run("jobs", "--state", "FAILED,Succeeded", ON)).isZero();
        assertThat(commands.out().text()).doesNotContain(id).hasLineCount(4);
        assertThat(commands.run("jobs", "--state", "done", ON)).isEqualTo(2);
        assertThat(commands.err().text()).contains("--state", "done").hasLineCount(1);
    }

    @Test
    @Order(5)
    void manyJobsAreReadInPages() {
        for (int i = 0; i < 60; i++) {
            commands.run("submit", "noop", "--set", "tasks=" + (i + 10), ON);
        }

        Await.until("all jobs are listed")
                .until(() ->
                        commands.run("jobs", "--limit", "100", "--json", ON) == 0
                                && commands.json().objects("jobs").size() >= 64);
        List<Fields> jobs = commands.json().objects("jobs");
        assertThat(jobs).extracting(job -> job.text("id")).hasSize(64).doesNotHaveDuplicates();
        assertThat(jobs)
                .extracting(job -> Instant.parse(job.text("created")))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static void awaitSucceeded(int jobs) {
        Await.until(jobs + " jobs have ended")
                .until(() ->
                        commands.run("jobs", "--state", "succeeded", "--json", ON) == 0
                                && commands.json().objects("jobs").size() == jobs);
    }

    private static void upload() {
        try (S3Client s3 = cloud.clients().s3()) {
            for (String file : List.of("settings.json", "up.csv")) {
                String content = file.endsWith("json") ? "{}" : "k,v\nAA,1\n";
                s3.putObject(
                        put -> put.bucket(cloud.output("InboxBucket")).key("tabulate/mine/" + file),
                        RequestBody.fromString(content));
            }
        }
    }

    // For the local cloud, the signature's access key is the caller's name.
    private static void post(String body) throws IOException, InterruptedException {
        URI api = cloud.endpoints().apis().values().iterator().next();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(api + "/jobs"))
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
        }
    }
}
