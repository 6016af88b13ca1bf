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

/// A REST API of API Gateway, on its own port of 127.0.0.1.
///
/// Its methods are at `<base>/<path>`. Outside the stage, `<host>/openapi.json` is the API's
/// OpenAPI document with the template's values filled in, for tools.
///
/// Differences from AWS:
/// - Signatures are parsed, but not verified, because the local cloud has no list of secret keys.
///   The access key identifies the caller. The caller's IAM policies are not evaluated.
/// - Templates with caching, compression, binary media types, CORS, request validators, API keys,
///   resource policies or domain names are rejected. Endpoint types, and usage plans with their
///   keys, have no effect. There are no web ACLs, client certificates or account throttles.
/// - Method throttles, custom gateway responses and authorizer caching have no effect. The
///   authorizer is called for each request.
/// - Functions get header names in one spelling, such as `Idempotency-key`. HTTP header names are
///   compared without case.
/// - The HTTP server rejects invalid HTTP with its own error messages.
public final class Gateway implements AutoCloseable {
    /// The maximum size of a request's body:
    /// https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    /// How many bytes beyond [#MAX_BYTES] are read from a body that is too large, and discarded.
    ///
    /// A client reads the error response only after it has sent its whole body. If the body is even
    /// longer, the connection is closed while the client sends.
    private static final int MAX_DRAINED = 4 * MAX_BYTES;

    /// The maximum number of concurrent requests, as many as Lambda's default limit of concurrent
    /// invocations per account.
    private static final int MAX_IN_FLIGHT = 1000;

    private final Api api;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits = new Semaphore(MAX_IN_FLIGHT);

    private Gateway(Api api, HttpServer server) {
        this.api = api;
        this.server = server;
    }

    /// Binds a port, so that the address is known. Requests wait until [#serve] is called.
    public static Gateway bind(Api api) {
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            // Without this property, the server sends the body of a response only when the client
            // has acknowledged the headers, up to 40 ms later.
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return new Gateway(api, HttpServer.create(new InetSocketAddress(loopback, 0), 0));
        } catch (IOException noPort) {
            throw new UncheckedIOException("cannot bind a port for the API " + api.id(), noPort);
        }
    }

    /// The API's id: the value of a `Ref` to the API.
    public String id() {
        return api.id();
    }

    /// The address of the server: `http://127.0.0.1:<port>`.
    public URI host() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The address of the stage: `http://127.0.0.1:<port>/<stage>`.
    public URI base() {
        return host().resolve("/" + api.stage());
    }

    /// Starts to answer requests.
    ///
    /// @param functions the functions by their names
    /// @param log receives unexpected errors of the gateway itself
    public void serve(Map<String, FunctionPool> functions, Meter meter, Consumer<String> log) {
        RequestFlow requestFlow = new RequestFlow(api, functions, meter);
        server.createContext("/", exchange -> handle(exchange, requestFlow, log));
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange, RequestFlow requestFlow, Consumer<String> log) {
        try (exchange) {
            if (!permits.tryAcquire()) {
                Request request = request(exchange, "", "");
                send(exchange, request, requestFlow.errorResponse(GatewayError.THROTTLED, request));
                return;
            }
            try {
                respond(exchange, requestFlow);
            } finally {
                permits.release();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // The client has closed the connection, or this gateway is being closed.
        } catch (RuntimeException defect) {
            log.accept("the API " + api.id() + " failed: " + defect);
            throw defect;
        }
    }

    private void respond(HttpExchange exchange, RequestFlow requestFlow)
            throws IOException, InterruptedException {
        String path = String.valueOf(exchange.getRequestURI().getRawPath());
        @Nullable String body = readBody(exchange);
        String stage = "/" + api.stage();
        boolean inStage = path.equals(stage) || path.startsWith(stage + "/");
        Request request =
                request(
                        exchange,
                        inStage ? path.substring(stage.length()) : path,
                        body == null ? "" : body);
        if (path.equals("/openapi.json")) {
            send(exchange, request, documentResponse());
        } else if (!inStage) {
            send(exchange, request, forbiddenResponse());
        } else if (body == null) {
            send(
                    exchange,
                    request,
                    requestFlow.errorResponse(GatewayError.REQUEST_TOO_LARGE, request));
        } else {
            send(exchange, request, requestFlow.respond(request));
        }
    }

    /// Reads the body as UTF-8; invalid bytes are replaced.
    ///
    /// @return the body; null if it is larger than [#MAX_BYTES]
    private static @Nullable String readBody(HttpExchange exchange) throws IOException {
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
                query == null ? Map.of() : Request.parseQuery(query),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                body);
    }

    private Response documentResponse() {
        Map<String, Object> document = new LinkedHashMap<>(api.document());
        document.put("servers", List.of(Map.of("url", base().toString())));
        return jsonResponse(200, new String(LambdaJson.write(document), StandardCharsets.UTF_8));
    }

    // The response to a path outside the stage. Unlike other errors, it is not a problem document,
    // because API Gateway sends it before it finds the API's stage.
    private static Response forbiddenResponse() {
        return jsonResponse(403, "{\"message\":\"Forbidden\"}")
                .with("x-amzn-ErrorType", "ForbiddenException");
    }

    private static Response jsonResponse(int status, String body) {
        return new Response(status, Map.of("Content-Type", List.of("application/json")), body);
    }

    private static void send(HttpExchange exchange, Request request, Response response)
            throws IOException {
        exchange.getResponseHeaders()
                .putAll(response.with("x-amzn-RequestId", request.id()).headers());
        boolean hasNoBody =
                request.method().equals("HEAD")
                        || response.status() == 204
                        || response.status() == 304;
        byte[] body = hasNoBody ? new byte[0] : response.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /// Stops immediately. Open requests get no response.
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
