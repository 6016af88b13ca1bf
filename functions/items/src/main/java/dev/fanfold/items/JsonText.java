package dev.fanfold.items;

import dev.fanfold.workload.PermanentFailureException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes values as JSON (RFC 8259) on one line.
final class JsonText {
    /// The maximum depth of a value. A value that contains itself exceeds it.
    static final int MAX_DEPTH = 100;

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /// The value as JSON. [ItemWork#apply] says which values are written in which way.
    ///
    /// @throws PermanentFailureException if the value is too deep, or contains a number that JSON
    ///   does not have
    static String of(@Nullable Object value) {
        var json = new JsonText();
        json.write(value, 0);
        return json.text.toString();
    }

    /// The text that was written as this JSON.
    static String unquoted(String json) {
        var text = new StringBuilder();
        for (int index = 1; index < json.length() - 1; index++) {
            char one = json.charAt(index);
            if (one != '\\') {
                text.append(one);
                continue;
            }
            char escaped = json.charAt(++index);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json, index + 1, index + 5, 16));
                    index += 4;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }

    private void write(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new PermanentFailureException(
                    "a result is nested deeper than %d levels: does it contain itself?"
                            .formatted(MAX_DEPTH));
        }
        switch (value) {
            case null -> text.append("null");
            case Boolean bool -> text.append(bool);
            case Double number -> writeNumber(number, Double.isFinite(number));
            case Float number -> writeNumber(number, Float.isFinite(number));
            case Number number -> text.append(number);
            case Optional<?> optional -> write(optional.orElse(null), depth);
            case Map<?, ?> map -> writeMap(map, depth);
            case Iterable<?> list when !(value instanceof java.nio.file.Path) ->
                    writeAll(list, depth);
            case Record record -> writeRecord(record, depth);
            case Enum<?> constant -> writeString(constant.name());
            default -> {
                if (value.getClass().isArray()) {
                    writeArray(value, depth);
                } else {
                    writeString(value.toString());
                }
            }
        }
    }

    private void writeNumber(Number number, boolean isFinite) {
        if (!isFinite) {
            throw new PermanentFailureException("JSON has no number " + number);
        }
        text.append(number);
    }

    private void writeMap(Map<?, ?> map, int depth) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator);
            writeMember(String.valueOf(entry.getKey()), entry.getValue(), depth);
            separator = ",";
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private void writeMember(String name, @Nullable Object value, int depth) {
        writeString(name);
        text.append(':');
        write(value, depth + 1);
    }

    private void writeAll(Iterable<?> list, int depth) {
        text.append('[');
        String separator = "";
        for (Object element : list) {
            text.append(separator);
            write(element, depth + 1);
            separator = ",";
        }
        text.append(']');
    }

    private void writeArray(Object array, int depth) {
        text.append('[');
        for (int index = 0; index < Array.getLength(array); index++) {
            text.append(index == 0 ? "" : ",");
            write(Array.get(array, index), depth + 1);
        }
        text.append(']');
    }

    private void writeRecord(Record record, int depth) {
        text.append('{');
        String separator = "";
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            text.append(separator);
            writeMember(component.getName(), valueOf(record, component), depth);
            separator = ",";
        }
        text.append('}');
    }

    private static @Nullable Object valueOf(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new PermanentFailureException(
                    "%s.%s() cannot be read: %s"
                            .formatted(
                                    record.getClass().getSimpleName(),
                                    component.getName(),
                                    e.getCause() == null ? e : e.getCause()),
                    e);
        }
    }

    // Beside the characters that JSON forbids in texts, lone halves of surrogate pairs are escaped,
    // which UTF-8 does not have.
    private void writeString(String value) {
        text.append('"');
        for (int index = 0; index < value.length(); index++) {
            char one = value.charAt(index);
            if (Character.isHighSurrogate(one)
                    && index + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(index + 1))) {
                text.append(one).append(value.charAt(++index));
                continue;
            }
            switch (one) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (one < ' ' || Character.isSurrogate(one)) {
                        text.append("\\u%04x".formatted((int) one));
                    } else {
                        text.append(one);
                    }
                }
            }
        }
        text.append('"');
    }
}
