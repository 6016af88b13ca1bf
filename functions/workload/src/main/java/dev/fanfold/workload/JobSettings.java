package dev.fanfold.workload;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The settings of a job.
///
/// @param values the values, all of them texts, by the names of the settings
public record JobSettings(SortedMap<String, String> values) {
    public JobSettings {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /// These settings.
    public static JobSettings of(Map<String, String> values) {
        return new JobSettings(new TreeMap<>(values));
    }

    /// The setting's value.
    ///
    /// @throws InvalidInputException if the setting is absent
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new InvalidInputException(
                    "setting " + name + " is missing: add --set " + name + "=...");
        }
        return value;
    }

    /// The setting's value, or the default value if the setting is absent.
    public String text(String name, String defaultValue) {
        return values.getOrDefault(name, defaultValue);
    }

    /// The settings of a family like `select.*`, by the part of the name after the dot.
    ///
    /// @throws IllegalArgumentException if the name does not end in `.*`
    public SortedMap<String, String> family(String name) {
        if (!name.endsWith(".*")) {
            throw new IllegalArgumentException("a family is called like select.*, not " + name);
        }
        String prefix = name.substring(0, name.length() - 1);
        var members = new TreeMap<String, String>();
        values.forEach((setting, value) -> {
            if (setting.startsWith(prefix) && setting.length() > prefix.length()) {
                members.put(setting.substring(prefix.length()), value);
            }
        });
        return members;
    }

    /// Whether the setting has a value.
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// The comma-separated parts of the setting, without white space around them. The list is empty
    /// if the setting is absent or empty.
    public List<String> list(String name) {
        String value = text(name, "");
        return value.isEmpty()
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    /// The setting as a whole number.
    ///
    /// @throws InvalidInputException if the setting is absent or not a whole number
    public long number(String name) {
        String value = text(name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "setting " + name + " is a whole number, not \"" + value + "\"", e);
        }
    }

    /// The setting as true or false, or the default value if the setting is absent.
    ///
    /// @throws InvalidInputException if the value is neither `true` nor `false`
    public boolean flag(String name, boolean defaultValue) {
        return switch (text(name, String.valueOf(defaultValue))) {
            case "true" -> true;
            case "false" -> false;
            case String value ->
                    throw new InvalidInputException(
                            "setting " + name + " is true or false, not \"" + value + "\"");
        };
    }
}
