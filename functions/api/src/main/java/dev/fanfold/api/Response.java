package dev.fanfold.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fanfold.messages.Json;
import java.util.HashMap;
import java.util.Map;

/// The response to a request.
record Response(int status, String type, Map<String, String> headers, String body) {
    static Response json(int status, String body) {
        return new Response(status, "application/json", Map.of(), body);
    }

    static Response json(int status, Map<String, ?> members) {
        return json(status, Json.write(members));
    }

    Response with(String header, String value) {
        var extended = new HashMap<>(headers);
        extended.put(header, value);
        return new Response(status, type, extended, body);
    }

    /// The response as API Gateway expects it. Caches must not keep it, because a job may change
    /// between two requests.
    APIGatewayProxyResponseEvent event() {
        var all = new HashMap<>(headers);
        all.put("Content-Type", type);
        all.put("Cache-Control", "no-store");
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body)
                .withIsBase64Encoded(false);
    }
}
