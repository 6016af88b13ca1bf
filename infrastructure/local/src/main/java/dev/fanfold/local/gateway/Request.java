package dev.fanfold.local.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request as the gateway received it.
///
/// @param path without the stage, not decoded
/// @param headers by name, compared without case
/// @param query decoded
/// @param body as text, because API Gateway treats it as text; invalid UTF-8 is replaced
record Request(
        String id,
        Instant at,
        String method,
        String path,
        Map<String, List<String>> headers,
        Map<String, List<String>> query,
        String sourceIp,
        String body) {

    /// The last value of a header.
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(List::getLast);
    }

    /// The last value of a parameter of the query.
    Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).map(List::getLast);
    }

    /// The names and values of a URL's query.
    static Map<String, List<String>> parseQuery(String rawQuery) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                query.computeIfAbsent(decode(name), _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
