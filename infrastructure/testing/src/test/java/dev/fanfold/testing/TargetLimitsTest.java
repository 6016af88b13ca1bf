package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.local.fault.Chaos;
import dev.fanfold.messages.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The limits of a target hold over two jobs, on a local cloud whose queues deliver each message
/// twice. The log of a server shows it.
@Timeout(180)
class TargetLimitsTest {
    /// The function may read the clock later than the task. Only a pause of its thread in between
    /// makes that more than a millisecond.
    private static final long TOLERANCE = 50;

    private static TestCloud cloud;
    @TempDir private Path folder;
    private HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();

    /// A request, as the server saw it.
    ///
    /// @param called when the function was called, in milliseconds since 1970
    /// @param arrived when the server received it
    private record Request(String path, long called, long arrived, long fence) {}

    @BeforeAll
    static void startCloud() {
        cloud =
                new TestCloud(
                        LocalCloud.start(
                                Path.of("../../template.yaml"),
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
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    long arrived = System.currentTimeMillis();
                    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
                    var headers = exchange.getRequestHeaders();
                    requests.add(
                            new Request(
                                    exchange.getRequestURI().getPath(),
                                    Long.parseLong(headers.getFirst("Called")),
                                    arrived,
                                    Long.parseLong(headers.getFirst("Fence"))));
                    try {
                        Thread.sleep(30);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    running.decrementAndGet();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private LocalJob job(String name, int items) throws IOException {
        List<String> urls =
                IntStream.range(0, items)
                        .mapToObj(item ->
                                "http://127.0.0.1:%d/target/%s/%d"
                                        .formatted(server.getAddress().getPort(), name, item))
                        .toList();
        Path input = Files.write(folder.resolve(name), urls);
        return new LocalJob(() -> cloud, "paced").input(input).slice(2).workers(8);
    }

    private static void succeedTogether(LocalJob... jobs) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<FinishedJob>> runs = new ArrayList<>();
            for (LocalJob job : jobs) {
                runs.add(job::run);
            }
            for (Future<FinishedJob> run : threads.invokeAll(runs)) {
                assertThat(Json.read("answer", run.get().succeeded()).number("failed")).isZero();
            }
        }
    }

    @Test
    void twoJobsKeepTheRateOfATarget() throws Exception {
        succeedTogether(job("a", 4).set("rate", "5/s"), job("b", 4).set("rate", "5/s"));

        List<Request> inOrder = new ArrayList<>(requests);
        inOrder.sort(Comparator.comparingLong(Request::called));
        assertThat(inOrder.stream().map(Request::path).distinct()).hasSize(8);
        for (int next = 1; next < inOrder.size(); next++) {
            Request one = inOrder.get(next - 1);
            Request other = inOrder.get(next);
            assertThat(other.called - one.called).isGreaterThanOrEqualTo(200 - TOLERANCE);
            // At the server, a request can be closer only by the time that the earlier one took.
            assertThat(other.arrived - one.arrived)
                    .isGreaterThanOrEqualTo(200 - TOLERANCE - (one.arrived - one.called));
            assertThat(other.fence).isGreaterThanOrEqualTo(one.fence);
        }
        for (int last = 5; last < inOrder.size(); last++) {
            assertThat(inOrder.get(last).called - inOrder.get(last - 5).called)
                    .as("the time of six calls")
                    .isGreaterThanOrEqualTo(1_000 - TOLERANCE);
        }
        assertThat(mostRunning).hasValue(1);
    }

    @Test
    void twoJobsKeepTheNumberOfCallsOfATarget() throws Exception {
        succeedTogether(job("a", 12).set("concurrent", "2"), job("b", 12).set("concurrent", "2"));

        assertThat(requests.stream().map(Request::path).distinct()).hasSize(24);
        assertThat(mostRunning).hasValue(2);
    }
}
