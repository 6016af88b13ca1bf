package dev.fanfold.local.gateway;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The response to the client.
///
/// @param headers by name, compared without case
record Response(int status, Map<String, List<String>> headers, String body) {
    /// A copy with this header set to one value.
    Response with(String name, String value) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        copy.put(name, List.of(value));
        return new Response(status, copy, body);
    }
}
