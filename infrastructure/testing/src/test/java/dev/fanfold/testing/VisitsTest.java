package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.local.fault.Chaos;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.workload.Outputs;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The item workload that docs/writing-a-workload.md shows, on a local cloud that delivers each
/// message twice, and against a server.
///
/// Of each ten pages, one is missing, one answers with an error to the first two requests, and one
/// is slow.
@Timeout(180)
class VisitsTest {
    private static final Path TEMPLATE = Path.of("../../template.yaml");
    private static final int PAGES = 1_000;

    private static TestCloud cloud;
    private final Map<Integer, Integer> requests = new ConcurrentHashMap<>();
    private HttpServer server;
    private volatile boolean isMended;

    @BeforeAll
    static void startCloud() {
        cloud =
                new TestCloud(
                        LocalCloud.start(
                                TEMPLATE,
                                LocalOptions.defaults()
                                        .chaos(Chaos.none().duplicates(1))
                                        .code(FunctionCode.classPath())));
    }

    @AfterAll
    static void closeCloud() {
        cloud.close();
    }

    @BeforeEach
    void startServer() throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    int page = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
                    int request = requests.merge(page, 1, Integer::sum);
                    if (page % 10 == 5) {
                        LockSupport.parkNanos(20_000_000);
                    }
                    byte[] body = "x".repeat(page).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status(page, request), body.length + 1L);
                    exchange.getResponseBody().write(body);
                    exchange.getResponseBody().write('.');
                    exchange.close();
                });
        server.start();
    }

    private int status(int page, int request) {
        return switch (page % 10) {
            case 3 -> isMended ? 200 : 404;
            case 7 -> request <= 2 ? 503 : 200;
            default -> 200;
        };
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private static LocalJob job() {
        return new LocalJob(() -> cloud, "visits");
    }

    private String url(int page) {
        return "http://127.0.0.1:%d/%d".formatted(server.getAddress().getPort(), page);
    }

    @Test
    void eachPageHasOneLineInOrder(@TempDir Path folder) throws Exception {
        List<String> urls = IntStream.range(0, PAGES).mapToObj(this::url).toList();
        Path input = Files.write(folder.resolve("urls.txt"), urls);

        FinishedJob job = job().input(input).set("backoff", "20ms").slice(50).reject("10%").run();

        Fields answer = Json.read("answer", job.succeeded());
        assertThat(answer.number("items")).isEqualTo(PAGES);
        assertThat(answer.number("failed")).isEqualTo(PAGES / 10);
        assertThat(job.ledger().read()).isEqualTo(PAGES);
        assertThat(job.ledger().rejected()).isEqualTo(PAGES / 10);
        List<String> lines = output(job, "results.jsonl");
        assertThat(lines).hasSize(PAGES);
        for (int page = 0; page < PAGES; page++) {
            Fields line = Json.read("line", lines.get(page));
            assertThat(line.number("index")).isEqualTo(page);
            if (page % 10 == 3) {
                assertThat(line.text("status")).isEqualTo("failed");
                assertThat(line.object("error").text("message")).isEqualTo("status 404");
            } else {
                assertThat(line.object("result").number("characters")).isEqualTo(page + 1);
                // The other execution of the task may have had the requests that fail, and a busy
                // machine may break a connection.
                assertThat(line.number("attempts")).isBetween(1L, 4L);
            }
        }
        assertThat(output(job, "failures.jsonl"))
                .isEqualTo(
                        IntStream.range(0, PAGES)
                                .filter(page -> page % 10 == 3)
                                .mapToObj(this::url)
                                .toList());
    }

    @Test
    void aRedriveMendsWhatFailedAndSendsOnlyThat(@TempDir Path folder) throws Exception {
        List<String> urls = IntStream.range(0, 40).mapToObj(this::url).toList();
        Path input = Files.write(folder.resolve("urls.txt"), urls);
        FinishedJob job = job().input(input).set("backoff", "0ms").slice(3).reject("1").run();
        assertThat(job.state()).isEqualTo("PARTIAL");
        assertThat(job.ledger().rejected()).isEqualTo(4);

        requests.clear();
        isMended = true;
        FinishedJob mended = cloud.redrive(job);

        assertThat(requests.keySet()).containsExactlyInAnyOrder(3, 13, 23, 33);
        assertThat(Json.read("answer", mended.succeeded()).number("ok")).isEqualTo(40);
        assertThat(mended.ledger().read()).isEqualTo(40);
        assertThat(mended.ledger().rejected()).isZero();
        Outputs.Output last =
                mended.outputs().named("results.jsonl").reduce((_, later) -> later).orElseThrow();
        List<String> lines = output(mended, last);
        assertThat(lines).hasSize(40);
        for (int page = 0; page < 40; page++) {
            assertThat(lines.get(page)).startsWith("{\"index\":" + page + ",\"status\":\"ok\"");
        }
    }

    private static List<String> output(FinishedJob job, String name) throws IOException {
        return output(job, job.outputs().named(name).findFirst().orElseThrow());
    }

    private static List<String> output(FinishedJob job, Outputs.Output output) throws IOException {
        try (InputStream in = job.outputs().open(output)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
