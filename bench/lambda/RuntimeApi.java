import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/// The part of Lambda's Runtime API that the runtime interface client uses.
///
/// It serves events, lets a function wait between snapshot and restore, and serves the credentials
/// of a restored environment: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final long TIMEOUT_SECONDS = 120;

    private final HttpServer server;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch restored = new CountDownLatch(1);
    private final BlockingQueue<String> events = new SynchronousQueue<>();
    private final BlockingQueue<String> results = new LinkedBlockingQueue<>();
    private int credentialRequests;

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Waits until the function's init phase has ended. The function then requests an event or the
    /// restore.
    void awaitInit() throws InterruptedException {
        if (!ready.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the function did not start within " + TIMEOUT_SECONDS + " s");
        }
    }

    /// Called when the process has ended. Releases all waiting callers.
    void end(String message) {
        results.add("error: the process ended: " + message);
        ready.countDown();
    }

    void restore() {
        restored.countDown();
    }

    /// Invokes the function with the event and returns its result.
    String invoke(String event) throws InterruptedException {
        if (!events.offer(event, TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the function requested no event within " + TIMEOUT_SECONDS + " s");
        }
        String result = results.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (result == null || result.startsWith("error")) {
            throw new IllegalStateException("the function returned " + result);
        }
        return result;
    }

    /// The number of requests for credentials.
    int credentialRequests() {
        return credentialRequests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            switch (path) {
                case ROOT + "invocation/next" -> next(exchange);
                case ROOT + "restore/next" -> restoreNext(exchange);
                case "/credentials" -> credentials(exchange);
                case String other when other.endsWith("/response") -> receiveResult(exchange, body);
                default -> receiveResult(exchange, "error at " + path + ": " + body);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.countDown();
        String event = events.take();
        var headers = exchange.getResponseHeaders();
        headers.add("Content-Type", "application/json");
        headers.add("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
        headers.add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:worker");
        headers.add("Lambda-Runtime-Deadline-Ms", "" + (System.currentTimeMillis() + 120_000));
        headers.add("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0");
        send(exchange, 200, event);
    }

    private void restoreNext(HttpExchange exchange) throws IOException, InterruptedException {
        ready.countDown();
        restored.await();
        send(exchange, 200, "");
    }

    private void credentials(HttpExchange exchange) throws IOException {
        credentialRequests++;
        send(
                exchange,
                200,
                """
                {"AccessKeyId": "local", "SecretAccessKey": "local", "Token": "local", "Expiration": "2099-01-01T00:00:00Z"}
                """);
    }

    private void receiveResult(HttpExchange exchange, String result) throws IOException {
        results.add(result);
        send(exchange, 202, "");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
