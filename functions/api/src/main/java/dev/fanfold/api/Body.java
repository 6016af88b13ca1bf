package dev.fanfold.api;

import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request's body: one JSON object, within limits.
final class Body {
    static final int MAX_BYTES = 1024 * 1024;
    static final int DEEPEST = 20;
    static final int MAX_TEXT = 8192;

    private Body() {}

    /// The members of the body.
    ///
    /// @param known the names that are allowed
    /// @throws ProblemException if the body is not such an object, or exceeds a limit
    static Fields of(Request request, Set<String> known) {
        String type = request.headers().getOrDefault("content-type", "application/json");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw ProblemException.mediaType(type);
        }
        int bytes = request.body().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw ProblemException.tooLarge(
                    "a body of %d bytes is more than %d: upload the input (POST /uploads)"
                            .formatted(bytes, MAX_BYTES));
        }
        Fields fields = parsed(request.body());
        for (String name : fields.names()) {
            if (!known.contains(name)) {
                throw ProblemException.malformed(
                        "the body has no member \"%s\": it has %s"
                                .formatted(name, String.join(", ", known)));
            }
            if (!fields.has(name)) {
                throw ProblemException.malformed("\"" + name + "\" is null: leave it out");
            }
            check(name, fields.raw(name), 1);
        }
        return fields;
    }

    private static Fields parsed(String body) {
        try {
            return Json.read("the body", body);
        } catch (UnreadableMessageException e) {
            throw ProblemException.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static void check(String where, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw ProblemException.malformed(where + " is more than " + DEEPEST + " levels deep");
        }
        switch (value) {
            case String text when text.length() > MAX_TEXT ->
                    throw ProblemException.malformed(
                            "%s holds a text of %d characters, more than %d"
                                    .formatted(where, text.length(), MAX_TEXT));
            case Map<?, ?> members ->
                    members.forEach((name, member) -> {
                        check(where, String.valueOf(name), depth);
                        check(where, member, depth + 1);
                    });
            case List<?> elements -> elements.forEach(one -> check(where, one, depth + 1));
            case null, default -> {}
        }
    }
}
