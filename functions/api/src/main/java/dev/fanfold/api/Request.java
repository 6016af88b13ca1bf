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
/// @param route the method and the resource, for example `GET /jobs/{id}`
/// @param path the requested path, including the stage
/// @param pathParameters the variable parts of the path by name, for example `id`
/// @param headers the headers by name; the names are in lower case
/// @param query the query parameters by name; API Gateway keeps one value of each
/// @param body the body as text, empty if there is none
/// @param caller the owner of the jobs that the request may see; see [Caller]
record Request(
        String route,
        String path,
        Map<String, String> pathParameters,
        Map<String, String> headers,
        Map<String, String> query,
        String body,
        String caller) {
    // API Gateway decodes the body and replaces bytes that are not UTF-8 with this character. The
    // function cannot tell such a replacement from a U+FFFD that the caller sent, so it rejects
    // both. A caller can send the character as a JSON escape.
    private static final String REPLACEMENT = "\uFFFD";

    /// The request of this event.
    ///
    /// @param anonymousOwner the caller of a request without an identity
    /// @throws ProblemException if it has no identity and `anonymousOwner` is empty, or if API
    ///   Gateway may have replaced bytes of the body, or if the body cannot be decoded from Base64
    /// @throws dev.fanfold.messages.UnreadableMessageException if the decoded body is not UTF-8, or
    ///   if a parameter is not valid Unicode
    static Request of(APIGatewayProxyRequestEvent event, Optional<String> anonymousOwner) {
        var headers = new TreeMap<String, String>();
        orEmpty(event.getHeaders())
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        var request =
                new Request(
                        event.getHttpMethod() + " " + event.getResource(),
                        event.getRequestContext().getPath(),
                        orEmpty(event.getPathParameters()),
                        headers,
                        orEmpty(event.getQueryStringParameters()),
                        body(event),
                        Caller.of(event.getRequestContext(), anonymousOwner));
        return request.checkUnicode();
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> values) {
        return values == null ? Map.of() : values;
    }

    private static String body(APIGatewayProxyRequestEvent event) {
        String body = event.getBody();
        if (body == null) {
            return "";
        }
        if (Boolean.TRUE.equals(event.getIsBase64Encoded())) {
            return Unicode.utf8("the body", decodeBase64(body));
        }
        if (body.contains(REPLACEMENT)) {
            throw ProblemException.malformed(
                    "the body is not UTF-8, or holds U+FFFD: write it as UTF-8, and that character as \\ufffd");
        }
        return body;
    }

    private static byte[] decodeBase64(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed("the body is not Base64: " + e.getMessage());
        }
    }

    private Request checkUnicode() {
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

    /// Rejects all query parameters. Returns this request.
    ///
    /// @throws ProblemException if the request has a query parameter
    Request rejectParameters() {
        return rejectParametersExcept();
    }

    /// Rejects query parameters other than these, instead of ignoring typos. Returns this request.
    ///
    /// @throws ProblemException if the request has another query parameter
    Request rejectParametersExcept(String... known) {
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

    /// The query parameter of this name, if the request has it.
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /// The query parameter as a whole number from `min` to `max`, or the default value if the
    /// request does not have it.
    ///
    /// @throws ProblemException if it is not such a number
    int number(String name, int defaultValue, int min, int max) {
        String text = query.get(name);
        if (text == null) {
            return defaultValue;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw ProblemException.malformed(
                "%s is a whole number from %d to %d, not \"%s\"".formatted(name, min, max, text));
    }
}
