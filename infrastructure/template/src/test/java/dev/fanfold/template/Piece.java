package dev.fanfold.template;

import java.util.Map;
import java.util.stream.Stream;

/// A part of a template, found by its path. A missing part has no text, no items and no fields.
record Piece(Value value) {
    Piece at(String... path) {
        Value part = value;
        for (String name : path) {
            Value.Field field =
                    part instanceof Value.Fields fields ? fields.fields().get(name) : null;
            part = field == null ? new Value.Nothing(value.place()) : field.value();
        }
        return new Piece(part);
    }

    boolean exists() {
        return !(value instanceof Value.Nothing);
    }

    /// The text; empty if this is not a text.
    String text() {
        return value instanceof Value.Text(String text, boolean _, Place _) ? text : "";
    }

    /// The text as a whole number.
    ///
    /// @param defaultValue the result if this is missing
    long number(long defaultValue) {
        return text().isEmpty() ? defaultValue : Long.parseLong(text());
    }

    /// The items of a list. A single value counts as a list of one item, as in IAM policies.
    Stream<Piece> items() {
        return switch (value) {
            case Value.Items items -> items.items().stream().map(Piece::new);
            case Value.Nothing ignored -> Stream.of();
            case Value.Text single -> Stream.of(new Piece(single));
            case Value.Fields single -> Stream.of(new Piece(single));
        };
    }

    Stream<String> texts() {
        return items().map(Piece::text);
    }

    Stream<Map.Entry<String, Piece>> fields() {
        return value instanceof Value.Fields fields
                ? fields.fields().entrySet().stream()
                        .map(field ->
                                Map.entry(field.getKey(), new Piece(field.getValue().value())))
                : Stream.of();
    }
}
