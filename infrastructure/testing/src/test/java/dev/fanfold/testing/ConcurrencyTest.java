package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The option `concurrency` on the local cloud, as a server sees it.
///
/// `bench/window` runs this test with more and longer requests, and prints the times.
@Timeout(300)
class ConcurrencyTest {
    private static final Path TEMPLATE = Path.of("../../template.yaml");
    private static final int LIMIT = 4;
    private static final int TASKS = Integer.getInteger("fanfold.window.tasks", 120);
    private static final long MILLIS = Integer.getInteger("fanfold.window.millis", 20);

    @RegisterExtension static final FanfoldExtension FANFOLD = new FanfoldExtension(TEMPLATE);

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    // Of each ten pages one answers with an error at first, so its task is tried again.
    private void answer(HttpExchange exchange) throws IOException {
        int now = running.incrementAndGet();
        mostRunning.accumulateAndGet(now, Math::max);
        String path = exchange.getRequestURI().getPath();
        int request = requests.merge(path, 1, Integer::sum);
        try {
            Thread.sleep(Duration.ofMillis(MILLIS)); // the time that the service needs
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            running.decrementAndGet();
        }
        boolean fails = path.startsWith("/failing/") && path.endsWith("7") && request == 1;
        exchange.sendResponseHeaders(fails ? 503 : 200, -1);
        exchange.close();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aServerSeesNoMoreRequestsInParallel() throws Exception {
        long start = System.nanoTime();
        FinishedJob job = run("/quick");
        Duration wall = Duration.ofNanos(System.nanoTime() - start);

        assertThat(job.succeeded()).isEqualTo("" + TASKS);
        assertThat(mostRunning).hasValue(LIMIT);
        assertThat(requests.values()).containsOnly(1);
        System.out.printf(
                "window: %d tasks of %d ms, concurrency %d: %.1f s, ideal %.1f s%n",
                TASKS, MILLIS, LIMIT, wall.toMillis() / 1e3, TASKS * MILLIS / 1e3 / LIMIT);
    }

    @Test
    void tasksThatAreTriedAgainKeepTheLimit() throws Exception {
        FinishedJob job = run("/failing");

        assertThat(job.succeeded()).isEqualTo("" + TASKS);
        assertThat(mostRunning).hasValue(LIMIT);
        assertThat(requests.values().stream().filter(count -> count > 1).count())
                .isEqualTo(requests.keySet().stream().filter(path -> path.endsWith("7")).count());
    }

    private FinishedJob run(String path) throws InterruptedException {
        return FANFOLD.job("knock")
                .set("url", "http://127.0.0.1:" + server.getAddress().getPort() + path)
                .set("tasks", "" + TASKS)
                .concurrency(LIMIT)
                .run();
    }
}
