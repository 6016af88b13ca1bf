package dev.fanfold.messages;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The members of a JSON object that is being written, in order. Null members are left out.
final class Members {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /// The member `v`, with the newest version.
    static Members versioned() {
        return new Members().with("v", Version.NEWEST);
    }

    Members with(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value instanceof Members nested ? nested.values : value);
        }
        return this;
    }

    Map<String, Object> values() {
        return values;
    }

    String text() {
        return Json.write(values);
    }
}
