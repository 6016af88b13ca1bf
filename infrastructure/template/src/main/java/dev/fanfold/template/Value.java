package dev.fanfold.template;

import java.util.List;
import java.util.Map;

/// A value in a template, and its place. Short forms of functions are read as their long forms, so
/// `!Ref X` is `{Ref: X}`.
public sealed interface Value {
    Place place();

    /// A scalar; the text of a number or a boolean is as written.
    ///
    /// @param literal whether the scalar is a number or a boolean, without quotes
    record Text(String text, boolean literal, Place place) implements Value {
        Text(String text, Place place) {
            this(text, false, place);
        }
    }

    /// A list.
    record Items(List<Value> items, Place place) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// A map.
    ///
    /// @param fields the fields by name, in the order of the file
    record Fields(Map<String, Field> fields, Place place) implements Value {}

    /// A field of a map.
    ///
    /// @param key the place of the field's name, which may be on a line above its value
    record Field(Place key, Value value) {}

    /// The value of `AWS::NoValue`, and of a key or an item without a value. A field or an item
    /// with this value is treated as missing.
    record Nothing(Place place) implements Value {}
}
