package dev.fanfold.template;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Converts resolved values to the types of JSON: maps, lists, strings, numbers and booleans.
final class PlainValues {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9]\\d{0,30})(\\.\\d{1,30})?([eE][+-]?\\d{1,3})?");

    private PlainValues() {}

    static Object of(Value value) {
        return switch (value) {
            case Value.Text text -> text.literal() ? literal(text.text()) : text.text();
            case Value.Items items -> items.items().stream().map(PlainValues::of).toList();
            case Value.Fields fields -> of(fields);
            case Value.Nothing nothing ->
                    throw new TemplateException(nothing.place(), "a value is missing here");
        };
    }

    static Map<String, Object> of(Value.Fields fields) {
        Map<String, Object> map = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> map.put(name, of(field.value())));
        return map;
    }

    // YAML has further notations of numbers, for example octal ones. They become strings.
    private static Object literal(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            case String other -> NUMBER.matcher(other).matches() ? new BigDecimal(other) : text;
        };
    }
}
