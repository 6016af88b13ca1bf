package dev.fanfold.local.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Converts a function's response to the response for the client. Rejects a response without the
/// format that API Gateway requires.
///
/// The template cannot declare binary media types. So a body is sent as written, even if it is
/// marked as Base64.
final class ProxyResponses {
    private static final Set<String> FIELDS =
            Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /// The headers that API Gateway renames to `x-amzn-Remapped-...`:
    /// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
    private static final Set<String> RENAMED_HEADERS =
            Set.of(
                    "authorization",
                    "connection",
                    "content-md5",
                    "date",
                    "max-forwards",
                    "user-agent",
                    "www-authenticate");

    /// The headers of a function that API Gateway does not send.
    private static final Set<String> DROPPED_HEADERS =
            Set.of(
                    "content-length",
                    "expect",
                    "host",
                    "proxy-authenticate",
                    "server",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private ProxyResponses() {}

    /// @param json the function's response as maps, lists, strings, numbers, booleans or null
    /// @throws IllegalArgumentException if the format is wrong
    static Response of(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> response)) {
            throw new IllegalArgumentException("it is " + json + ", not an object");
        }
        for (Object name : response.keySet()) {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("it has the unknown field " + name);
            }
        }
        if (response.get("isBase64Encoded") != null
                && !(response.get("isBase64Encoded") instanceof Boolean)) {
            throw new IllegalArgumentException(
                    "isBase64Encoded is " + response.get("isBase64Encoded") + ", not a boolean");
        }
        return new Response(status(response.get("statusCode")), headers(response), body(response));
    }

    private static int status(@Nullable Object value) {
        String text = String.valueOf(value);
        if (!text.matches("[2-5]\\d\\d")) {
            throw new IllegalArgumentException("statusCode is " + text + ", not 200 to 599");
        }
        return Integer.parseInt(text);
    }

    private static String body(Map<?, ?> response) {
        return switch (response.get("body")) {
            case null -> "";
            case String text -> text;
            case Object other ->
                    throw new IllegalArgumentException(
                            "body is a " + other.getClass().getSimpleName() + ", not a string");
        };
    }

    private static Map<String, List<String>> headers(Map<?, ?> response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        mapOrEmpty("multiValueHeaders", response)
                .forEach((name, values) -> {
                    if (!(values instanceof List<?> list)) {
                        throw new IllegalArgumentException(
                                "multiValueHeaders has " + name + ": " + values + ", not a list");
                    }
                    list.forEach(value -> addHeader(headers, name.toString(), value));
                });
        mapOrEmpty("headers", response)
                .forEach((name, value) -> {
                    // A value that a header has in both maps is sent once.
                    if (!headers.getOrDefault(name.toString(), List.of()).contains(value)) {
                        addHeader(headers, name.toString(), value);
                    }
                });
        headers.putIfAbsent("Content-Type", List.of("application/json"));
        return headers;
    }

    private static Map<?, ?> mapOrEmpty(String field, Map<?, ?> response) {
        return switch (response.get(field)) {
            case null -> Map.of();
            case Map<?, ?> map -> map;
            case Object other ->
                    throw new IllegalArgumentException(field + " is " + other + ", not an object");
        };
    }

    private static void addHeader(
            Map<String, List<String>> headers, String name, @Nullable Object value) {
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)
                || !HEADER_NAME.matcher(name).matches()
                || !value.toString().matches("[^\\p{Cntrl}]*")) {
            throw new IllegalArgumentException("the header " + name + ": " + value + " is invalid");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (!DROPPED_HEADERS.contains(lower)) {
            headers.computeIfAbsent(
                            RENAMED_HEADERS.contains(lower) ? "x-amzn-Remapped-" + name : name,
                            _ -> new ArrayList<>())
                    .add(value.toString());
        }
    }
}
