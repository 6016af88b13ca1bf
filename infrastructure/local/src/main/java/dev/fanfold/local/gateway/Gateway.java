package dev.fanfold.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A REST API of API Gateway, on a port of 127.0.0.1 of its own.
///
/// Its methods are at `<base>/<path>`. `/openapi.json`, outside of the stage, is its document with
/// what the template says put in, for tools.
///
/// What is not as on AWS:
/// - A signature is looked at, not checked, as there are no secrets: the access key says who calls.
///   There are no policies of users or roles either.
/// - A template that asks for caching, compression, binary media types, CORS, request validators,
///   API keys, resource policies, private endpoints or domain names is refused. Usage plans have no
///   effect without keys. Web ACLs, client certificates and the account's own throttle are not
///   there.
/// - What the gateway does by itself has no effect: throttles of methods, its own words for
///   refusals, keeping an authorizer's answer. An authorizer is asked for each request.
/// - Header names arrive in one spelling, `Idempotency-key`: names have no case in HTTP.
/// - What is no HTTP at all is refused by the server, in its own words.
public final class Gateway implements AutoCloseable {
    /// https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    /// A client that hears a refusal only after it has sent all reads it; one that goes on for
    /// longer than this is cut off.
    private static final int MAX_DRAINED = 4 * MAX_BYTES;

    /// Requests in work. Lambda has as many environments for an account.
    private static final int MAX_IN_FLIGHT = 1000;

    private final Api api;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(MAX_IN_FLIGHT);

    private Gateway(Api api, HttpServer server) {
        this.api = api;
        this.server = server;
    }

    /// Takes a port, so that the address is known. Nobody is answered yet.
    public static Gateway bind(Api api) {
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            // Else an answer waits up to 40 ms for the client to acknowledge its headers.
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        try {
            InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return new Gateway(api, HttpServer.create(new InetSocketAddress(here, 0), 0));
        } catch (IOException noPort) {
            throw new UncheckedIOException("no port for the API " + api.id(), noPort);
        }
    }

    /// What `Ref` yields.
    public String id() {
        return api.id();
    }

    /// `http://127.0.0.1:<port>`
    public URI host() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// `http://127.0.0.1:<port>/<stage>`
    public URI base() {
        return host().resolve("/" + api.stage());
    }

    /// Begins to answer.
    ///
    /// @param functions by name
    /// @param log hears of defects
    public void serve(Map<String, FunctionPool> functions, Meter meter, Consumer<String> log) {
        RequestFlow requestFlow = new RequestFlow(api, functions, meter);
        server.createContext("/", exchange -> handle(exchange, requestFlow, log));
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange, RequestFlow requestFlow, Consumer<String> log) {
        try (exchange) {
            if (!free.tryAcquire()) {
                Request request = request(exchange, "", "");
                send(exchange, request, requestFlow.refusal(GatewayError.THROTTLED, request));
                return;
            }
            try {
                answer(exchange, requestFlow);
            } finally {
                free.release();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // Whoever asked does not wait for the answer.
        } catch (RuntimeException defect) {
            log.accept("the API " + api.id() + " failed: " + defect);
            throw defect;
        }
    }

    private void answer(HttpExchange exchange, RequestFlow requestFlow)
            throws IOException, InterruptedException {
        String path = String.valueOf(exchange.getRequestURI().getRawPath());
        @Nullable String body = body(exchange);
        String stage = "/" + api.stage();
        boolean inStage = path.equals(stage) || path.startsWith(stage + "/");
        Request request =
                request(
                        exchange,
                        inStage ? path.substring(stage.length()) : path,
                        body == null ? "" : body);
        if (path.equals("/openapi.json")) {
            send(exchange, request, document());
        } else if (!inStage) {
            send(exchange, request, forbidden());
        } else if (body == null) {
            send(exchange, request, requestFlow.refusal(GatewayError.REQUEST_TOO_LARGE, request));
        } else {
            send(exchange, request, requestFlow.answer(request));
        }
    }

    /// @return null if there is too much of it
    private static @Nullable String body(HttpExchange exchange) throws IOException {
        var in = exchange.getRequestBody();
        byte[] body = in.readNBytes(MAX_BYTES + 1);
        if (body.length <= MAX_BYTES) {
            return new String(body, StandardCharsets.UTF_8);
        }
        in.skip(MAX_DRAINED);
        return null;
    }

    private static Request request(HttpExchange exchange, String path, String body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(exchange.getRequestHeaders());
        String query = exchange.getRequestURI().getRawQuery();
        return new Request(
                UUID.randomUUID().toString(),
                Instant.now(),
                exchange.getRequestMethod(),
                path.isEmpty() ? "/" : path,
                headers,
                query == null ? Map.of() : Request.parsed(query),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                body);
    }

    private Response document() {
        Map<String, Object> document = new LinkedHashMap<>(api.document());
        document.put("servers", List.of(Map.of("url", base().toString())));
        return json(200, new String(LambdaJson.written(document), StandardCharsets.UTF_8));
    }

    // The front of API Gateway says this, before it knows of any API.
    private static Response forbidden() {
        return json(403, "{\"message\":\"Forbidden\"}")
                .with("x-amzn-ErrorType", "ForbiddenException");
    }

    private static Response json(int status, String body) {
        return new Response(status, Map.of("Content-Type", List.of("application/json")), body);
    }

    private static void send(HttpExchange exchange, Request request, Response response)
            throws IOException {
        exchange.getResponseHeaders()
                .putAll(response.with("x-amzn-RequestId", request.id()).headers());
        boolean bodiless =
                request.method().equals("HEAD")
                        || response.status() == 204
                        || response.status() == 304;
        byte[] body = bodiless ? new byte[0] : response.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /// Ends it at once. Nobody who waits is answered.
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
