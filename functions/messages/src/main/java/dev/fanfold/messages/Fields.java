package dev.fanfold.messages;

import static java.util.stream.Collectors.toCollection;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The members of a JSON object, read by name. A method that returns a member as a certain type
/// throws [UnreadableMessageException] if the member is missing or has another type. The
/// exception's message names the member.
public final class Fields {
    private static final int MAX_SHOWN = 80;
    private final String what;
    private final Map<?, ?> members;

    Fields(String what, Map<?, ?> members) {
        this.what = what;
        this.members = members;
    }

    /// These fields.
    ///
    /// @throws UnreadableMessageException if they have no version, or one that this code does not
    ///   read
    Fields versioned() {
        long version = number("v");
        if (version > Version.NEWEST || version < Version.OLDEST) {
            throw new UnreadableMessageException(
                    "%s has version %d, and this code reads %d to %d: deploy code that reads it, or wait until it expires"
                            .formatted(what, version, Version.OLDEST, Version.NEWEST));
        }
        return this;
    }

    /// The names of all members, in their order.
    public Set<String> names() {
        return members.keySet().stream()
                .map(String::valueOf)
                .collect(toCollection(LinkedHashSet::new));
    }

    /// Whether there is such a member and it is not null.
    public boolean has(String name) {
        return members.get(name) != null;
    }

    /// The text of the member. A long text is written as a list of parts, which are joined.
    public String text(String name) {
        return members.get(name) instanceof List<?>
                ? String.join("", texts(name))
                : as(String.class, name, "a text");
    }

    /// The text of the member; null if the member is missing or null.
    public @Nullable String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    /// A whole number.
    public long number(String name) {
        BigDecimal number = as(BigDecimal.class, name, "a number");
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new UnreadableMessageException(
                    "%s: \"%s\" is a whole number, not %s".formatted(what, name, number), e);
        }
    }

    /// A whole number from 0 to 2,147,483,647.
    public int count(String name) {
        long number = number(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new UnreadableMessageException(
                    "%s: \"%s\" is 0 to %d, not %d"
                            .formatted(what, name, Integer.MAX_VALUE, number));
        }
        return (int) number;
    }

    /// Whether this object, which has a version, was written before jobs had several rounds.
    boolean isBeforeRounds() {
        return number("v") < Version.ROUNDS;
    }

    /// The number of the round; 0 if the object was written before jobs had several rounds.
    int round() {
        return isBeforeRounds() ? 0 : count("round");
    }

    /// The members of the object that is this member.
    public Fields object(String name) {
        return new Fields(what + "." + name, as(Map.class, name, "an object"));
    }

    /// The elements of a list of objects.
    public List<Fields> objects(String name) {
        return list(name).stream()
                .map(element ->
                        new Fields(
                                what + "." + name,
                                cast(Map.class, element, name, "a list of objects")))
                .toList();
    }

    /// The elements of a list of texts.
    public List<String> texts(String name) {
        return list(name).stream()
                .map(element -> cast(String.class, element, name, "a list of texts"))
                .toList();
    }

    /// The elements of a list.
    public List<?> list(String name) {
        return as(List.class, name, "a list");
    }

    /// The member's text, decoded as base64.
    byte[] bytes(String name) {
        return convert(name, Base64.getDecoder()::decode);
    }

    /// The member's text, converted by the converter.
    ///
    /// @throws UnreadableMessageException if the converter throws
    <T> T convert(String name, Function<String, T> converter) {
        String text = text(name);
        try {
            return converter.apply(text);
        } catch (RuntimeException e) {
            throw new UnreadableMessageException(
                    "%s: \"%s\" cannot be %s: %s"
                            .formatted(what, name, shown(text), e.getMessage()),
                    e);
        }
    }

    /// The object that the reader makes of these members.
    ///
    /// @throws UnreadableMessageException if the reader throws, for example because the constructor
    ///   of the object refuses a number
    <T> T convert(Function<Fields, T> reader) {
        try {
            return reader.apply(this);
        } catch (UnreadableMessageException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableMessageException(
                    "%s cannot be read: %s".formatted(what, e.getMessage()), e);
        }
    }

    /// The member as parsed: a text, a [BigDecimal], a boolean, a map, a list, or null.
    public @Nullable Object raw(String name) {
        return members.get(name);
    }

    private <T> T as(Class<T> type, String name, String kind) {
        if (!has(name)) {
            throw new UnreadableMessageException(
                    "%s: \"%s\" is missing; it is %s".formatted(what, name, kind));
        }
        return cast(type, members.get(name), name, kind);
    }

    private <T> T cast(Class<T> type, @Nullable Object value, String name, String kind) {
        if (!type.isInstance(value)) {
            throw new UnreadableMessageException(
                    "%s: \"%s\" is %s, not %s"
                            .formatted(what, name, kind, shown(String.valueOf(value))));
        }
        return type.cast(value);
    }

    /// The text for the message of an error. A text of more than [#MAX_SHOWN] characters is cut.
    static String shown(String text) {
        if (text.length() <= MAX_SHOWN) {
            return text;
        }
        // The text is never cut between the halves of a surrogate pair.
        int end = Character.isHighSurrogate(text.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
        return text.substring(0, end) + "...";
    }
}
