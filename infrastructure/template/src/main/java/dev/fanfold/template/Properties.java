package dev.fanfold.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the fields of a resource, or of another part of a template, as texts, numbers and other
/// types. Every error names the owner of the field, the field and its line.
final class Properties {
    private final String owner;
    private final Value.Fields fields;

    /// @param owner what errors name as the owner, for example `Inbox (AWS::S3::Bucket)`
    Properties(String owner, Value.Fields fields) {
        this.owner = owner;
        this.fields = fields;
    }

    /// Returns these properties if each of them has a known name.
    ///
    /// @throws TemplateException naming the first one that has not
    Properties requireKnown(KnownProperties.Names known) {
        fields.fields()
                .forEach((name, field) -> {
                    if (!known.contains(name)) {
                        throw new TemplateException(
                                field.key(),
                                owner
                                        + " has a property "
                                        + name
                                        + ", which the local cloud does not support; it knows "
                                        + known);
                    }
                });
        return this;
    }

    Value.Fields fields() {
        return fields;
    }

    Place place() {
        return fields.place();
    }

    /// The place of a field; if it is absent, the place of the whole.
    Place place(String name) {
        Value.Field field = fields.fields().get(name);
        return field == null ? place() : field.key();
    }

    boolean has(String name) {
        return fields.fields().containsKey(name);
    }

    Optional<Value> value(String name) {
        return Optional.ofNullable(fields.fields().get(name)).map(Value.Field::value);
    }

    Optional<String> optionalText(String name) {
        return value(name).map(value -> text(name, value));
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> refuse(name, "is missing"));
    }

    String text(String name, String defaultValue) {
        return optionalText(name).orElse(defaultValue);
    }

    private String text(String name, Value value) {
        if (value instanceof Value.Text(String text, _, _)) {
            return text;
        }
        throw refuse(name, "must be a text");
    }

    int integer(String name, int defaultValue, int min, int max) {
        String text = text(name, "" + defaultValue);
        if (!text.matches("-?\\d{1,9}")
                || Integer.parseInt(text) < min
                || Integer.parseInt(text) > max) {
            throw refuse(
                    name, "is " + text + ", but must be a whole number from " + min + " to " + max);
        }
        return Integer.parseInt(text);
    }

    boolean flag(String name, boolean defaultValue) {
        return switch (text(name, "" + defaultValue)) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            case String other -> throw refuse(name, "is " + other + ", but must be true or false");
        };
    }

    /// The items of a list. A text counts as a list of one item, and an absent field as an empty
    /// list.
    List<Value> items(String name) {
        return switch (value(name).orElse(new Value.Items(List.of(), place()))) {
            case Value.Items items -> items.items();
            case Value.Text single -> List.of(single);
            case Value.Nothing ignored -> List.of();
            case Value.Fields ignored -> throw refuse(name, "must be a list");
        };
    }

    List<String> texts(String name) {
        return items(name).stream().map(item -> text(name, item)).toList();
    }

    /// The items of a list of maps.
    List<Properties> parts(String name, KnownProperties.Names known) {
        return items(name).stream()
                .map(item -> {
                    if (item instanceof Value.Fields part) {
                        return new Properties(owner + " " + name, part).requireKnown(known);
                    }
                    throw refuse(name, "must be a list of maps with the fields " + known);
                })
                .toList();
    }

    /// A part whose field names must be known.
    Optional<Properties> part(String name, KnownProperties.Names known) {
        return fields(name)
                .map(fields -> new Properties(owner + " " + name, fields).requireKnown(known));
    }

    /// A part with any field names, for example names that the template's author chooses.
    Optional<Value.Fields> fields(String name) {
        return value(name)
                .map(value -> {
                    if (value instanceof Value.Fields fields) {
                        return fields;
                    }
                    throw refuse(name, "must have fields");
                });
    }

    /// The texts of a map, by their names in the map.
    Map<String, String> textsByName(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        fields(name)
                .map(fields -> new Properties(owner + " " + name, fields))
                .ifPresent(part ->
                        part.fields.fields().forEach((key, field) -> map.put(key, part.text(key))));
        return map;
    }

    /// The maps in a map, by the names that the template's author chose for them. The place of each
    /// is that of its name.
    Map<String, Value.Fields> fieldsByName(String name) {
        Map<String, Value.Fields> byName = new LinkedHashMap<>();
        fields(name)
                .ifPresent(all ->
                        all.fields()
                                .forEach((key, field) ->
                                        byName.put(key, fields(name + "." + key, field))));
        return byName;
    }

    private Value.Fields fields(String name, Value.Field field) {
        if (field.value() instanceof Value.Fields fields) {
            return new Value.Fields(fields.fields(), field.key());
        }
        throw new TemplateException(field.key(), owner + ": " + name + " must have fields");
    }

    /// A text that must be one of the choices.
    String choice(String name, String... choices) {
        String text = text(name);
        if (!List.of(choices).contains(text)) {
            throw refuse(name, "is " + text + ", but must be one of " + List.of(choices));
        }
        return text;
    }

    /// The error about a property, to be thrown.
    TemplateException refuse(String name, String problem) {
        return new TemplateException(place(name), owner + ": " + name + " " + problem);
    }
}
