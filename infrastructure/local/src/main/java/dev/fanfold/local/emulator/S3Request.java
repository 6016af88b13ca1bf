package dev.fanfold.local.emulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request in the form that S3Proxy reads. Its path is as the client sent it: dots are not
/// resolved, and escapes are not decoded.
@SuppressWarnings("NullAway") // the servlet API does not declare what may be null
final class S3Request extends HttpServletRequestWrapper {
    private final HttpExchange exchange;
    private final Headers headers;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    S3Request(HttpExchange exchange) {
        super(UnusedServletParts.of(HttpServletRequest.class));
        this.exchange = exchange;
        this.headers = exchange.getRequestHeaders();
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.putIfAbsent(decoded(name), decoded(value));
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String getMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    public String getRequestURI() {
        return exchange.getRequestURI().getRawPath();
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer("http://" + getHeader("Host") + getRequestURI());
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.getFirst(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(headers.getOrDefault(name, List.of()));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.keySet());
    }

    @Override
    public long getDateHeader(String name) {
        String date = getHeader(name);
        try {
            return date == null
                    ? -1
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " is not an RFC 1123 date: " + date, e);
        }
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("Content-Type");
    }

    @Override
    public long getContentLengthLong() {
        String length = getHeader("Content-Length");
        return length == null ? -1 : Long.parseLong(length);
    }

    @Override
    public @Nullable String getParameter(String name) {
        return parameters.get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String toString() {
        return getMethod() + " " + exchange.getRequestURI();
    }
}
