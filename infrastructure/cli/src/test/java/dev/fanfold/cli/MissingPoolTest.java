package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.application.LocalApplicationStarter;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.local.source.FileSource;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Tests jobs whose pool is not deployed.
///
/// Commands and requests are refused, with the reason and the remedy. The job of an upload fails
/// with them.
@Timeout(180)
class MissingPoolTest {
    private static final String ON = "--on=aws";
    private static final String REASON =
            "the pool gpu, which runs unpooled, is not deployed: add its pool.yaml to template.yaml and deploy it";
    private static LocalCloud cloud;
    private static OnCloud commands;
    @TempDir private Path directory;
    private Path data = Path.of("");

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

    @BeforeEach
    void write() throws IOException {
        data = Files.writeString(directory.resolve("data.txt"), "a line\n");
    }

    @Test
    void aCommandIsRefusedBeforeItsFileIsUploaded() {
        for (String command : List.of("submit", "run")) {
            assertThat(commands.run(command, "unpooled", "--input", data, ON)).isEqualTo(2);
            assertThat(commands.err().text()).contains(REASON).hasLineCount(1);
            assertThat(commands.out().text()).isEmpty();
        }
        try (S3Client s3 = cloud.clients().s3()) {
            assertThat(
                            s3.listObjectsV2(list -> list.bucket(cloud.output("InboxBucket")))
                                    .contents())
                    .extracting(S3Object::key)
                    .allMatch(key -> key.startsWith("unpooled/mine/"));
        }
    }

    @Test
    void aRunOnThisMachineIsRefused() {
        Workloads workloads = Workloads.discovered();
        var out = new Captured();
        var err = new Captured();
        var context =
                new CommandContext(
                        new Terminal(out.stream(), err.stream(), false, false, 80),
                        new LocalApplicationStarter(workloads),
                        CommandRunner.NO_DEPLOYMENTS,
                        CommandRunner.access(Map.of()),
                        _ -> workloads,
                        new FileSource(),
                        Path.of("../.."));

        assertThat(Main.run(context, "run", "unpooled", "--input", data.toString())).isEqualTo(2);
        assertThat(err.text().lines().filter(line -> line.startsWith("fanfold: ")))
                .containsExactly("fanfold: " + REASON);
    }

    @Test
    void aRequestIsAnsweredWith422AndTheReason() throws Exception {
        HttpResponse<String> response = post("{\"workload\":\"elsewhere\"}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        Fields problem = Json.read("the problem", response.body());
        assertThat(problem.text("title")).isEqualTo("Unprocessable Content");
        assertThat(problem.number("status")).isEqualTo(422);
        assertThat(problem.text("detail"))
                .isEqualTo(REASON.replace("gpu", "second").replace("unpooled", "elsewhere"));
    }

    @Test
    void anUploadBecomesAJobThatFailedWithTheReason() {
        try (S3Client s3 = cloud.clients().s3()) {
            s3.putObject(
                    put -> put.bucket(cloud.output("InboxBucket")).key("unpooled/mine/data.txt"),
                    RequestBody.fromFile(data));
        }

        Await.until("the upload's job has failed")
                .until(() ->
                        commands.run("jobs", "--state", "failed", "--json", ON) == 0
                                && commands.json().objects("jobs").size() == 1);
        String id = commands.json().objects("jobs").getFirst().text("id");
        assertThat(commands.run("status", id, ON)).isZero();
        assertThat(commands.out().text()).contains("failed", "unpooled", REASON);
        assertThat(commands.run("result", id, ON)).isEqualTo(2);
        assertThat(commands.err().text()).contains(REASON);
    }

    // For the local cloud, the signature's access key is the caller's name.
    private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
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
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
