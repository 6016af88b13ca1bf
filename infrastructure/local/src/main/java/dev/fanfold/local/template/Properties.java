package dev.fanfold.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The fields of a resource, or of a part of one, read by type. Every error names the resource, the
/// field, its line.
final class Properties {
    private final String owner;
    private final Value.Fields fields;

    /// @param owner how errors call it, such as `Inbox (AWS::S3::Bucket)`
    Properties(String owner, Value.Fields fields) {
        this.owner = owner;
        this.fields = fields;
    }

    Properties only(Known.Names known) {
        fields.fields()
                .forEach((name, field) -> {
                    if (!known.contains(name)) {
                        throw new TemplateException(
                                field.key(),
                                owner
                                        + " has a property "
                                        + name
                                        + ", which the local cloud does not support");
                    }
                });
        return this;
    }

    Value.Fields fields() {
        return fields;
    }

    void each(BiConsumer<String, Value> action) {
        fields.fields().forEach((name, field) -> action.accept(name, field.value()));
    }

    Place place() {
        return fields.place();
    }

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

    Optional<String> optional(String name) {
        return value(name).map(value -> text(name, value));
    }

    String text(String name) {
        return optional(name).orElseThrow(() -> refuse(name, "is missing"));
    }

    String text(String name, String otherwise) {
        return optional(name).orElse(otherwise);
    }

    private String text(String name, Value value) {
        if (value instanceof Value.Text(String text, Place ignored)) {
            return text;
        }
        throw refuse(name, "must be a text");
    }

    int integer(String name, int otherwise, int least, int most) {
        String text = text(name, "" + otherwise);
        if (!text.matches("-?\\d{1,9}")
                || Integer.parseInt(text) < least
                || Integer.parseInt(text) > most) {
            throw refuse(
                    name,
                    "is " + text + ", but must be a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    boolean flag(String name, boolean otherwise) {
        return switch (text(name, "" + otherwise)) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            case String other -> throw refuse(name, "is " + other + ", but must be true or false");
        };
    }

    List<Value> items(String name) {
        return switch (value(name).orElse(new Value.Items(List.of(), place()))) {
            case Value.Items items -> items.items();
            case Value.Text single -> List.of(single);
            case Value other ->
                    throw refuse(name, "must be a list, not " + other.getClass().getSimpleName());
        };
    }

    List<String> texts(String name) {
        return items(name).stream().map(item -> text(name, item)).toList();
    }

    /// The items of a list of records.
    List<Properties> parts(String name) {
        return items(name).stream()
                .map(item ->
                        switch (item) {
                            case Value.Fields part -> new Properties(owner + " " + name, part);
                            case Value other ->
                                    throw refuse(name, "must hold records, not " + other);
                        })
                .toList();
    }

    Optional<Properties> part(String name) {
        return value(name)
                .map(value ->
                        switch (value) {
                            case Value.Fields part -> new Properties(owner + " " + name, part);
                            case Value other ->
                                    throw refuse(name, "must have fields, not " + other);
                        });
    }

    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        part(name)
                .ifPresent(part ->
                        part.fields.fields().forEach((key, field) -> map.put(key, part.text(key))));
        return map;
    }

    Map<String, Properties> partsByName(String name) {
        Map<String, Properties> parts = new LinkedHashMap<>();
        part(name)
                .ifPresent(all ->
                        all.fields
                                .fields()
                                .forEach((key, field) ->
                                        all.part(key).ifPresent(part -> parts.put(key, part))));
        return parts;
    }

    TemplateException refuse(String name, String why) {
        return new TemplateException(place(name), owner + ": " + name + " " + why);
    }
}
