package dev.fanfold.messages;

import dev.fanfold.engine.outcome.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks that text is valid Unicode: that no half of a surrogate pair stands alone in it.
///
/// JSON can contain such a half as an escape and a Java string can hold it, but UTF-8 has no bytes
/// for it. So text with such a half could be neither stored nor returned, and the readers refuse
/// it.
public final class Unicode {
    private static final String INVALID =
            "is not valid Unicode: half of a surrogate pair stands alone in \"%s\"; write the whole character";

    private Unicode() {}

    /// The text of these bytes.
    ///
    /// @param what what the bytes should be, for errors
    /// @throws UnreadableMessageException if they are not UTF-8
    public static String utf8(String what, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableMessageException(what + " is not UTF-8: write it as UTF-8", e);
        }
    }

    /// Whether the text is valid Unicode.
    public static boolean isValid(String text) {
        return Utf8.isWellFormed(text);
    }

    /// Refuses a text that is not valid Unicode.
    ///
    /// @param where where the text is, for errors
    /// @throws UnreadableMessageException if it is not valid
    public static void check(String where, String text) {
        if (!isValid(text)) {
            throw new UnreadableMessageException(
                    where + " " + INVALID.formatted(Fields.shown(escaped(text))));
        }
    }

    /// The text with each lone half escaped as in JSON, so that UTF-8 can represent it.
    public static String escaped(String text) {
        return Utf8.withoutHalves(text, "\\u%04x"::formatted);
    }

    /// Refuses a parsed JSON value that contains an invalid text or name.
    ///
    /// @param what what the value is, for errors
    /// @throws UnreadableMessageException if it contains one; its message has the place of the
    ///   first
    static void check(String what, @Nullable Object value) {
        findInvalid("", value)
                .ifPresent(found -> {
                    throw new UnreadableMessageException(what + ": " + found);
                });
    }

    private static Optional<String> findInvalid(String place, @Nullable Object value) {
        return switch (value) {
            case String text ->
                    isValid(text)
                            ? Optional.empty()
                            : Optional.of(describe("\"" + place + "\"", text));
            case Map<?, ?> members ->
                    members.entrySet().stream()
                            .flatMap(member -> findInvalid(place, member).stream())
                            .findFirst();
            case List<?> elements -> {
                for (int i = 0; i < elements.size(); i++) {
                    Optional<String> found = findInvalid(place + "[" + i + "]", elements.get(i));
                    if (found.isPresent()) {
                        yield found;
                    }
                }
                yield Optional.empty();
            }
            case null, default -> Optional.empty();
        };
    }

    private static Optional<String> findInvalid(String place, Map.Entry<?, ?> member) {
        String name = String.valueOf(member.getKey());
        return isValid(name)
                ? findInvalid(place.isEmpty() ? name : place + "." + name, member.getValue())
                : Optional.of(
                        describe(place.isEmpty() ? "a name" : "a name in \"" + place + "\"", name));
    }

    private static String describe(String where, String text) {
        return where + " " + INVALID.formatted(Fields.shown(escaped(text)));
    }
}
