package dev.fanfold.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fanfold.messages.Json;
import java.util.HashMap;
import java.util.Map;

/// What a request is answered with.
record Response(int status, String type, Map<String, String> headers, String body) {
    static Response json(int status, String body) {
        return new Response(status, "application/json", Map.of(), body);
    }

    static Response json(int status, Map<String, ?> members) {
        return json(status, Json.write(members));
    }

    Response with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Response(status, type, more, body);
    }

    /// As API Gateway wants it. Nothing of it is kept by caches: a job changes from one look to the
    /// next.
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
