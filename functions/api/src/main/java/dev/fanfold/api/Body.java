package dev.fanfold.api;

import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a request's body: one JSON object whose size, depth and texts are limited.
final class Body {
    static final int MAX_BYTES = 1024 * 1024;

    /// The maximum number of levels of a member of the body.
    static final int MAX_DEPTH = 20;

    /// The maximum length of a text, or of a name inside a member, in characters.
    static final int MAX_TEXT = 8192;

    private Body() {}

    /// The members of the body.
    ///
    /// @param known the names of the members that are allowed
    /// @throws ProblemException if the request declares another media type than JSON, or if the
    ///   body is not a JSON object, has an unknown member or one that is null, or exceeds a limit
    static Fields of(Request request, Set<String> known) {
        String type = request.headers().getOrDefault("content-type", "application/json");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw ProblemException.unsupportedMediaType(type);
        }
        int bytes = request.body().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw ProblemException.tooLarge(
                    "a body of %d bytes is more than %d: upload the input (POST /uploads)"
                            .formatted(bytes, MAX_BYTES));
        }
        Fields fields = parse(request.body());
        for (String name : fields.names()) {
            if (!known.contains(name)) {
                throw ProblemException.malformed(
                        "the body has no member \"%s\": it has %s"
                                .formatted(name, String.join(", ", known)));
            }
            if (!fields.has(name)) {
                throw ProblemException.malformed("\"" + name + "\" is null: leave it out");
            }
            checkLimits(name, fields.raw(name), 1);
        }
        return fields;
    }

    private static Fields parse(String body) {
        try {
            return Json.read("the body", body);
        } catch (UnreadableMessageException e) {
            throw ProblemException.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static void checkLimits(String memberName, @Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw ProblemException.malformed(
                    memberName + " is more than " + MAX_DEPTH + " levels deep");
        }
        switch (value) {
            case String text when text.length() > MAX_TEXT ->
                    throw ProblemException.malformed(
                            "%s holds a text of %d characters, more than %d"
                                    .formatted(memberName, text.length(), MAX_TEXT));
            case Map<?, ?> members ->
                    members.forEach((name, member) -> {
                        checkLimits(memberName, String.valueOf(name), depth);
                        checkLimits(memberName, member, depth + 1);
                    });
            case List<?> elements ->
                    elements.forEach(element -> checkLimits(memberName, element, depth + 1));
            case null, default -> {}
        }
    }
}
