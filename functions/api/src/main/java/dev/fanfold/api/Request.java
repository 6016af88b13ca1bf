package dev.fanfold.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.messages.Unicode;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request, read from API Gateway's event.
///
/// @param route method and resource, such as `GET /jobs/{id}`
/// @param path as requested, with the stage
/// @param headers by their names in lower case
/// @param query parameters, each once
/// @param caller the owner of the requested objects
record Request(
        String route,
        String path,
        Map<String, String> pathParameters,
        Map<String, String> headers,
        Map<String, String> query,
        String body,
        String caller) {
    // API Gateway decodes a body before the function sees it and replaces bytes that are not UTF-8
    // by this character. The function cannot distinguish it from one that the caller sent. A caller
    // can send it as an escape.
    private static final String REPLACED = "\uFFFD";

    /// The request of this event.
    ///
    /// @param unnamed the owner for a caller whom the gateway does not name
    /// @throws ProblemException if it carries no identity
    /// @throws dev.fanfold.messages.UnreadableMessageException if it is not valid Unicode
    static Request of(APIGatewayProxyRequestEvent event, Optional<String> unnamed) {
        var headers = new TreeMap<String, String>();
        given(event.getHeaders())
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        var request =
                new Request(
                        event.getHttpMethod() + " " + event.getResource(),
                        event.getRequestContext().getPath(),
                        given(event.getPathParameters()),
                        headers,
                        given(event.getQueryStringParameters()),
                        body(event),
                        Caller.of(event.getRequestContext(), unnamed));
        return request.checked();
    }

    private static Map<String, String> given(@Nullable Map<String, String> values) {
        return values == null ? Map.of() : values;
    }

    private static String body(APIGatewayProxyRequestEvent event) {
        String body = event.getBody();
        if (body == null) {
            return "";
        }
        if (Boolean.TRUE.equals(event.getIsBase64Encoded())) {
            return Unicode.utf8("the body", decoded(body));
        }
        if (body.contains(REPLACED)) {
            throw ProblemException.malformed(
                    "the body is not UTF-8, or holds U+FFFD: write it as UTF-8, and that character as \\ufffd");
        }
        return body;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed("the body is not Base64: " + e.getMessage());
        }
    }

    private Request checked() {
        pathParameters.forEach((name, value) -> Unicode.check("the path's " + name, value));
        query.forEach((name, value) -> {
            Unicode.check("a parameter's name", name);
            Unicode.check("the parameter " + name, value);
        });
        return this;
    }

    /// The job that the path names.
    ///
    /// @throws ProblemException if no job can have that id
    JobId job() {
        String id = pathParameters.getOrDefault("id", "");
        try {
            return new JobId(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.absent("there is no job " + id);
        }
    }

    /// Rejects unknown parameters instead of ignoring typos.
    Request onlyQuery(String... known) {
        for (String name : query.keySet()) {
            if (!Set.of(known).contains(name)) {
                throw ProblemException.malformed(
                        "there is no parameter \"%s\" here%s"
                                .formatted(
                                        name,
                                        known.length == 0
                                                ? ""
                                                : ": there are " + String.join(", ", known)));
            }
        }
        return this;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /// The parameter as a whole number.
    ///
    /// @throws ProblemException if it is not a number, or is out of range
    int number(String name, int otherwise, int least, int max) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw ProblemException.malformed(
                "%s is a whole number from %d to %d, not \"%s\"".formatted(name, least, max, text));
    }
}
