package dev.fanfold.template;

import java.util.List;
import java.util.Map;

/// A piece of a template and its place. Short tags are read in their long form: `!Ref X` is `{Ref:
/// X}`.
public sealed interface Value {
    Place place();

    /// A scalar as written: numbers and booleans are text too.
    ///
    /// @param literal whether it is written as a number or a boolean, without quotes
    record Text(String text, boolean literal, Place place) implements Value {
        Text(String text, Place place) {
            this(text, false, place);
        }
    }

    record Items(List<Value> items, Place place) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// A map.
    ///
    /// @param fields in the order of the file
    record Fields(Map<String, Field> fields, Place place) implements Value {}

    /// One of its fields.
    ///
    /// @param key the place of the field's name, which may be on a line above its value
    record Field(Place key, Value value) {}

    /// The value of `AWS::NoValue`: a field or item with this value is treated as missing.
    record Nothing(Place place) implements Value {}
}
