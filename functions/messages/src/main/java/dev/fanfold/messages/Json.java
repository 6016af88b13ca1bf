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

/// Parses JSON text into maps, lists, texts, exact numbers and booleans, and writes it.
public final class Json {
    private static final JsonStream STREAM = JsonStream.builder().build();
    private static final String MARK = "\uFEFF";
    // The first of the 6,400 characters for private use. A text that contains all of them is longer
    // than any message.
    private static final char FIRST_MARK = '\uE000';
    private static final int DEEPEST = 32;

    // The parser accepts no text of more than 50,000 characters. A longer one is written as a list
    // of parts, which [Fields#text] joins.
    private static final int MAX_TEXT = 32_000;

    private Json() {}

    /// The members of the one object in `text`. A byte order mark before it is ignored.
    ///
    /// @param what what the text should be, for errors
    /// @throws UnreadableMessageException if it is not a JSON object, or contains invalid Unicode
    public static Fields read(String what, String text) {
        // Escaped, because the parser would replace half a surrogate pair by a question mark.
        String json = Unicode.escaped(text.startsWith(MARK) ? text.substring(1) : text);
        Object value = parsed(what, json);
        if (json.contains("\\u")) { // without escapes all texts are valid here
            Unicode.check(what, value);
        }
        if (value instanceof Map<?, ?> members) {
            return new Fields(what, members);
        }
        throw new UnreadableMessageException(what + " is not a JSON object: " + Fields.shown(json));
    }

    // A character that the text contains neither literally nor as an escape.
    private static String markFor(String json) {
        String escapes = json.contains("\\u") ? json.toLowerCase(Locale.ROOT) : "";
        char mark = FIRST_MARK;
        while (json.indexOf(mark) >= 0 || escapes.contains("\\u%04x".formatted((int) mark))) {
            mark++;
        }
        return String.valueOf(mark);
    }

    private static @Nullable Object parsed(String what, String json) {
        // The parser stops at the end of an array, which may be inside the text. So a mark that the
        // text does not contain is appended as the second element, and it must also be the last
        // one.
        String mark = markFor(json);
        try (JsonReader reader = STREAM.reader("[" + json + ",\"" + mark + "\"]")) {
            List<@Nullable Object> read = elements(reader, 0);
            return read.size() == 2 && mark.equals(read.getLast()) ? read.getFirst() : null;
        } catch (JsonException | IllegalStateException | ArithmeticException e) {
            throw new UnreadableMessageException(
                    what + " is not JSON: " + e.getMessage() + ", in " + Fields.shown(json), e);
        }
    }

    /// The object as text, with its members in the map's order.
    public static String write(Map<String, ?> members) {
        var text = STREAM.bufferedWriter();
        text.serializeNulls(true);
        text.serializeEmpty(true);
        write(text, members);
        return text.result();
    }

    /// The value as JSON on one line: a text, a number, a boolean, a map, a list, or null.
    public static String text(@Nullable Object value) {
        var text = STREAM.bufferedWriter();
        text.serializeNulls(true);
        text.serializeEmpty(true);
        write(text, value);
        return text.result();
    }

    private static @Nullable Object value(JsonReader reader, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalStateException("more than " + DEEPEST + " levels");
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
            case Number number -> writer.value(number.longValue());
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
            // Never between the halves of a surrogate pair.
            to -= Character.isHighSurrogate(text.charAt(to - 1)) && to < text.length() ? 1 : 0;
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }
}
