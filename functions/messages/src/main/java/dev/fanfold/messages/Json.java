package dev.fanfold.messages;

import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses JSON text into maps, lists, texts, exact numbers, booleans and null; and writes such
/// values as JSON text.
public final class Json {
    private static final JsonStream STREAM = JsonStream.builder().build();
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    // The first of 6,400 characters for private use. A text rarely contains one of them.
    private static final char FIRST_SENTINEL = '\uE000';
    private static final int MAX_DEPTH = 32;

    // The parser accepts no text of more than 50,000 characters. So a text that is longer than this
    // limit is written as a list of parts, which [Fields#text] joins.
    private static final int MAX_TEXT = 32_000;

    private Json() {}

    /// The members of the one object in `text`. Byte order marks at its start are ignored.
    ///
    /// @param what what the text should be, for errors
    /// @throws UnreadableMessageException if it is not a JSON object; or if it contains invalid
    ///   Unicode, two members with one name, more than 32 levels, or an exponent of more than
    ///   [Exponents#MAX_DIGITS] digits
    public static Fields read(String what, String text) {
        // Lone halves of surrogate pairs are escaped, because the parser would replace them with
        // question marks.
        String json = Unicode.escaped(withoutByteOrderMarks(text));
        Exponents.check(what, json);
        Object value = parse(what, json);
        if (json.contains("\\u")) { // only an escape can make a text invalid here
            Unicode.check(what, value);
        }
        if (value instanceof Map<?, ?> members) {
            return new Fields(what, members);
        }
        throw new UnreadableMessageException(what + " is not a JSON object: " + Fields.shown(json));
    }

    // There may be several, because two programs may each have written one.
    private static String withoutByteOrderMarks(String text) {
        int from = 0;
        while (text.startsWith(BYTE_ORDER_MARK, from)) {
            from++;
        }
        return text.substring(from);
    }

    // A character that the text contains neither literally nor as an escape.
    private static String sentinelFor(String json) {
        String escapes = json.contains("\\u") ? json.toLowerCase(Locale.ROOT) : "";
        char sentinel = FIRST_SENTINEL;
        while (json.indexOf(sentinel) >= 0
                || escapes.contains("\\u%04x".formatted((int) sentinel))) {
            sentinel++;
        }
        return String.valueOf(sentinel);
    }

    private static @Nullable Object parse(String what, String json) {
        // The parser reads an array whose first element is the text. It ignores what follows the
        // end of the array, and a text such as `1], 2` would end the array early. So the second
        // element is a sentinel that the text does not contain. The text is one JSON value if
        // two elements are read and the last is the sentinel.
        String sentinel = sentinelFor(json);
        try (JsonReader reader = STREAM.reader("[" + json + ",\"" + sentinel + "\"]")) {
            List<@Nullable Object> read = elements(reader, 0);
            return read.size() == 2 && sentinel.equals(read.getLast()) ? read.getFirst() : null;
        } catch (JsonException | IllegalStateException | ArithmeticException e) {
            throw new UnreadableMessageException(
                    what + " is not JSON: " + e.getMessage() + ", in " + Fields.shown(json), e);
        }
    }

    /// The object as JSON on one line, with its members in the map's order. The values are as in
    /// [#text].
    public static String write(Map<String, ?> members) {
        var text = STREAM.bufferedWriter();
        text.serializeNulls(true);
        text.serializeEmpty(true);
        write(text, members);
        return text.result();
    }

    /// The value as JSON on one line.
    ///
    /// @param value a text, a [Long], an [Integer], a [BigDecimal], a boolean, a map, a list, or
    ///   null; a text of more than 32,000 characters is written as a list of parts
    /// @throws IllegalArgumentException if it is another value, such as a [Double], which is not
    ///   exact
    public static String text(@Nullable Object value) {
        var text = STREAM.bufferedWriter();
        text.serializeNulls(true);
        text.serializeEmpty(true);
        write(text, value);
        return text.result();
    }

    private static @Nullable Object value(JsonReader reader, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalStateException("more than " + MAX_DEPTH + " levels");
        }
        return switch (reader.currentToken()) {
            case BEGIN_OBJECT -> members(reader, depth);
            case BEGIN_ARRAY -> elements(reader, depth);
            case STRING -> reader.readString();
            case NUMBER -> reader.readDecimal();
            case BOOLEAN -> reader.readBoolean();
            case NULL -> {
                reader.isNullValue();
                yield null;
            }
        };
    }

    private static Map<String, @Nullable Object> members(JsonReader reader, int depth) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        reader.beginObject();
        while (reader.hasNextField()) {
            String name = reader.nextField();
            if (members.containsKey(name)) {
                throw new IllegalStateException("\"" + name + "\" occurs twice");
            }
            members.put(name, value(reader, depth + 1));
        }
        reader.endObject();
        return members;
    }

    private static List<@Nullable Object> elements(JsonReader reader, int depth) {
        var elements = new ArrayList<@Nullable Object>();
        reader.beginArray();
        while (reader.hasNextElement()) {
            elements.add(value(reader, depth + 1));
        }
        reader.endArray();
        return elements;
    }

    private static void write(JsonWriter writer, @Nullable Object value) {
        switch (value) {
            case null -> writer.nullValue();
            case String text when text.length() > MAX_TEXT -> write(writer, parts(text));
            case String text -> writer.value(text);
            case Boolean flag -> writer.value(flag.booleanValue());
            case BigDecimal number -> writer.value(number);
            case Long number -> writer.value(number.longValue());
            case Integer number -> writer.value(number.longValue());
            case Map<?, ?> members -> {
                writer.beginObject();
                members.forEach((name, member) -> {
                    writer.name(String.valueOf(name));
                    write(writer, member);
                });
                writer.endObject();
            }
            case Iterable<?> elements -> {
                writer.beginArray();
                elements.forEach(element -> write(writer, element));
                writer.endArray();
            }
            default ->
                    throw new IllegalArgumentException("cannot write JSON for " + value.getClass());
        }
    }

    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(from + MAX_TEXT, text.length());
            // The text is never cut between the halves of a surrogate pair.
            to -= Character.isHighSurrogate(text.charAt(to - 1)) && to < text.length() ? 1 : 0;
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }
}
