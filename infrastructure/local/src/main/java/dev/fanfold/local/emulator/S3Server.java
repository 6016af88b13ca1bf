package dev.fanfold.local.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gaul.s3proxy.blobstore.BlobStore;

/// S3Proxy's handler on a server that does not change paths.
///
/// S3Proxy's own server resolves dots in a path and rejects paths that lead out of the bucket. In
/// S3, dots are part of the key.
final class S3Server implements AutoCloseable {
    private static final String REPLACEMENT = "\uFFFD";
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private S3Server(HttpServer server) {
        this.server = server;
    }

    static S3Server start(BlobStore store) throws IOException {
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            // Without this property, the server sends the body of a response only when the client
            // has acknowledged the headers, up to 40 ms later.
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var started = new S3Server(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
        var handler = new S3Handler(store);
        started.server.createContext("/", exchange -> handle(exchange, handler));
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void handle(HttpExchange exchange, S3Handler handler) throws IOException {
        try (exchange) {
            var request = new S3Request(exchange);
            var response = new S3Response(exchange);
            InputStream body = withoutClose(exchange.getRequestBody());
            try {
                if (isUtf8(request.getRequestURI())) {
                    handler.handle(request, response, body);
                } else {
                    handler.refuse(
                            request,
                            response,
                            S3Handler.error(
                                    400, "InvalidURI", "Couldn't parse the specified URI."));
                }
            } catch (IOException | RuntimeException defect) {
                if (response.isCommitted()) {
                    throw defect; // breaks the connection, because the response is incomplete
                }
                handler.refuse(
                        request,
                        response,
                        S3Handler.error(500, "InternalError", defect.toString()));
            }
            // Reads the rest of the request, also after an error. If the connection were closed
            // while the client sends, the client would not see the response. It would retry, and a
            // conditional put would find its own object.
            body.transferTo(OutputStream.nullOutputStream());
            response.finish();
        }
    }

    // S3Proxy closes the body, but the body must stay open so that the rest of it can be read.
    private static InputStream withoutClose(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return in.read(into, offset, length);
            }

            @Override
            public void close() {
                // Closed with the exchange, after the response.
            }
        };
    }

    // Keys must be UTF-8, because different invalid byte sequences would decode to the same key. A
    // path that contains U+FFFD itself is not checked.
    private static boolean isUtf8(String path) {
        return !URLDecoder.decode(path, StandardCharsets.UTF_8).contains(REPLACEMENT)
                || path.contains(REPLACEMENT)
                || path.toLowerCase(Locale.ROOT).contains("%ef%bf%bd");
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
