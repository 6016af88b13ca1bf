package dev.fanfold.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.testkit.InMemorySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A fake of S3 that accepts PUT requests only. It stores the objects in an [InMemorySource].
final class FakeBucket implements AutoCloseable {
    private final HttpServer server;
    private final InMemorySource source;
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    FakeBucket(InMemorySource source) {
        this.source = source;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::put);
        server.start();
    }

    private void put(HttpExchange exchange) throws IOException {
        if (!keys.add(exchange.getRequestURI().getPath())) {
            exchange.sendResponseHeaders(412, -1); // the API sends If-None-Match with every PUT
            exchange.close();
            return;
        }
        String[] parts = exchange.getRequestURI().getPath().split("/", 3);
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean chunked = exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length");
        source.put(InboxKey.uri(parts[1], parts[2]), chunked ? decodeChunk(body) : body);
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    // Decodes a body in the encoding aws-chunked with one chunk. The chunk is a line with its
    // length and signature, then its bytes; an empty chunk follows.
    private static byte[] decodeChunk(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("\r\n") + 2;
        int length = Integer.parseInt(text.substring(0, text.indexOf(';')), 16);
        return java.util.Arrays.copyOfRange(body, start, start + length);
    }

    /// The environment of a function whose inbox is this bucket.
    Map<String, String> environment() {
        return Map.of(
                "FANFOLD_JOBS_TABLE", "jobs",
                "FANFOLD_REPORTS_TABLE", "reports",
                "FANFOLD_RESULTS_BUCKET", "results",
                "FANFOLD_INBOX_BUCKET", "inbox",
                "FANFOLD_APPLICATION", "shop",
                "FANFOLD_DISPATCH_QUEUE_URL", "http://127.0.0.1/dispatch",
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "not a secret",
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
