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

/// S3Proxy's handler on a server that leaves paths alone: the one it comes with resolves dots, and
/// refuses what leads out of the bucket. To S3 they are parts of a key.
final class S3Server implements AutoCloseable {
    private static final String UNREADABLE = "\uFFFD";
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private S3Server(HttpServer server) {
        this.server = server;
    }

    static S3Server start(BlobStore store) throws IOException {
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            // Else an answer waits up to 40 ms for the client to acknowledge its headers.
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var started = new S3Server(HttpServer.create(new InetSocketAddress(here, 0), 0));
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
            InputStream body = open(exchange.getRequestBody());
            try {
                if (isText(request.getRequestURI())) {
                    handler.answer(request, response, body);
                } else {
                    handler.refuse(
                            request,
                            response,
                            S3Handler.error(
                                    400, "InvalidURI", "Couldn't parse the specified URI."));
                }
            } catch (IOException | RuntimeException defect) {
                if (response.isCommitted()) {
                    throw defect; // the connection breaks, as the answer is not whole
                }
                handler.refuse(
                        request,
                        response,
                        S3Handler.error(500, "InternalError", defect.toString()));
            }
            // Also what a refusal left of the request: a client that is cut off while it sends does
            // not see the answer, tries again, and of a conditional put meets its own object.
            body.transferTo(OutputStream.nullOutputStream());
            response.finish();
        }
    }

    // Who has read it closes it, and then nothing more can be read.
    private static InputStream open(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return in.read(into, offset, length);
            }

            @Override
            public void close() {
                // When the request is answered.
            }
        };
    }

    // Keys are UTF-8; of other bytes several would be one key.
    private static boolean isText(String path) {
        return !URLDecoder.decode(path, StandardCharsets.UTF_8).contains(UNREADABLE)
                || path.contains(UNREADABLE)
                || path.toLowerCase(Locale.ROOT).contains("%ef%bf%bd");
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
