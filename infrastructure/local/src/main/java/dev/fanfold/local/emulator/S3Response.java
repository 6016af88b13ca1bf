package dev.fanfold.local.emulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A response of S3Proxy.
///
/// XML documents are buffered until [#finish]. The bytes of objects are sent as they are written.
@SuppressWarnings("NullAway") // the servlet API does not declare what may be null
final class S3Response extends HttpServletResponseWrapper {
    private final HttpExchange exchange;
    private final Headers headers;
    private final ByteArrayOutputStream document = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(document, false, StandardCharsets.UTF_8);
    private int status = 200;
    private boolean committed;

    S3Response(HttpExchange exchange) {
        super(UnusedServletParts.of(HttpServletResponse.class));
        this.exchange = exchange;
        this.headers = exchange.getResponseHeaders();
    }

    @Override
    public void setStatus(int code) {
        status = code;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int code) {
        status = code;
    }

    @Override
    public void sendError(int code, String message) {
        status = code;
    }

    @Override
    public void setHeader(String name, String value) {
        headers.set(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
        headers.add(name, value);
    }

    @Override
    public void addDateHeader(String name, long millis) {
        headers.add(
                name,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC)));
    }

    @Override
    public boolean containsHeader(String name) {
        return headers.containsKey(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.getFirst(name);
    }

    @Override
    public void setContentType(String type) {
        headers.set("Content-Type", type);
    }

    @Override
    public void setCharacterEncoding(String charset) {
        // The writer is always UTF-8.
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        String length = getHeader("Content-Length");
        // The HTTP server takes 0 for an unknown length, and -1 for no body.
        OutputStream body = commit(length == null ? 0 : orNoBody(Long.parseLong(length)));
        return new ServletOutputStream() {
            @Override
            public void write(int value) throws IOException {
                body.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                body.write(bytes, offset, length);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException("the local S3 writes synchronously");
            }
        };
    }

    /// Replaces the buffered document.
    void changeDocument(UnaryOperator<String> change) {
        writer.flush();
        byte[] changed =
                change.apply(document.toString(StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
        document.reset();
        document.writeBytes(changed);
    }

    /// Sends the status, the headers and the buffered document, unless they were sent with an
    /// object.
    void finish() throws IOException {
        if (committed) {
            return;
        }
        writer.flush();
        OutputStream body = commit(orNoBody(document.size()));
        if (document.size() > 0 && !hasNoBody()) {
            document.writeTo(body);
        }
    }

    // The length in the notation of the HTTP server.
    private static long orNoBody(long length) {
        return length == 0 ? -1 : length;
    }

    private OutputStream commit(long length) throws IOException {
        committed = true;
        if (!hasNoBody()) {
            headers.remove("Content-Length"); // the server sets it
        }
        exchange.sendResponseHeaders(status, hasNoBody() ? -1 : length);
        return exchange.getResponseBody();
    }

    private boolean hasNoBody() {
        return exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
    }
}
