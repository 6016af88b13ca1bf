package dev.fanfold.template;

import java.util.Map;
import java.util.stream.Stream;

/// A piece of a resolved template, found by its path. A missing part is a piece without text, items
/// and fields.
record Piece(Value value) {
    Piece at(String... path) {
        Value at = value;
        for (String name : path) {
            Value.Field field =
                    at instanceof Value.Fields fields ? fields.fields().get(name) : null;
            at = field == null ? new Value.Nothing(value.place()) : field.value();
        }
        return new Piece(at);
    }

    boolean exists() {
        return !(value instanceof Value.Nothing);
    }

    /// The text, or an empty text.
    String text() {
        return value instanceof Value.Text(String text, boolean _, Place _) ? text : "";
    }

    /// The whole number.
    ///
    /// @param otherwise if none is written
    long number(long otherwise) {
        return text().isEmpty() ? otherwise : Long.parseLong(text());
    }

    /// The items. A single text is a list of one, as in IAM.
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
