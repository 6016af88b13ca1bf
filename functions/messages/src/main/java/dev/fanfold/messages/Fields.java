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

/// The members of a JSON object, read by name. A missing member, or one of another type, is refused
/// by name ([UnreadableMessageException]).
public final class Fields {
    private static final int SHOWN = 80;
    private final String what;
    private final Map<?, ?> members;

    Fields(String what, Map<?, ?> members) {
        this.what = what;
        this.members = members;
    }

    /// Refuses versions that this code does not read.
    Fields versioned() {
        long version = number("v");
        if (version > Version.NEWEST || version < Version.OLDEST) {
            throw new UnreadableMessageException(
                    "%s has version %d, and this code reads %d to %d: deploy the code that wrote it, or wait until it has gone"
                            .formatted(what, version, Version.OLDEST, Version.NEWEST));
        }
        return this;
    }

    public Set<String> names() {
        return members.keySet().stream()
                .map(String::valueOf)
                .collect(toCollection(LinkedHashSet::new));
    }

    public boolean has(String name) {
        return members.get(name) != null;
    }

    /// A text, whole or in parts.
    public String text(String name) {
        return members.get(name) instanceof List<?>
                ? String.join("", texts(name))
                : as(String.class, name, "a text");
    }

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

    public int count(String name) {
        long number = number(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new UnreadableMessageException(
                    "%s: \"%s\" is 0 to %d, not %d"
                            .formatted(what, name, Integer.MAX_VALUE, number));
        }
        return (int) number;
    }

    public Fields object(String name) {
        return new Fields(what + "." + name, as(Map.class, name, "an object"));
    }

    /// The list's elements, each an object.
    public List<Fields> objects(String name) {
        return list(name).stream()
                .map(element ->
                        new Fields(
                                what + "." + name,
                                cast(Map.class, element, name, "a list of objects")))
                .toList();
    }

    public List<String> texts(String name) {
        return list(name).stream()
                .map(element -> cast(String.class, element, name, "a list of texts"))
                .toList();
    }

    public List<?> list(String name) {
        return as(List.class, name, "a list");
    }

    byte[] bytes(String name) {
        return reading(name, Base64.getDecoder()::decode);
    }

    /// The text, converted by the reader.
    <T> T reading(String name, Function<String, T> reader) {
        String text = text(name);
        try {
            return reader.apply(text);
        } catch (RuntimeException e) {
            throw new UnreadableMessageException(
                    "%s: \"%s\" cannot be %s: %s"
                            .formatted(what, name, shown(text), e.getMessage()),
                    e);
        }
    }

    /// The member as parsed: a text, a [BigDecimal], a boolean, a map, a list, or null.
    public @Nullable Object raw(String name) {
        return members.get(name);
    }

    private <T> T as(Class<T> type, String name, String kind) {
        if (!has(name)) {
            throw new UnreadableMessageException(
                    "%s: \"%s\" is missing, %s".formatted(what, name, kind));
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

    static String shown(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        // Never between the halves of a surrogate pair.
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "...";
    }
}
