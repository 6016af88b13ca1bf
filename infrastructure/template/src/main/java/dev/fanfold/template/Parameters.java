package dev.fanfold.template;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Determines the values of a template's parameters, and checks them.
final class Parameters {
    private static final Set<String> LIST_TYPES =
            Set.of("CommaDelimitedList", "List<Number>", "List<String>");
    private static final Set<String> TEXT_TYPES = Set.of("String", "Number");

    private Parameters() {}

    /// The value of each declared parameter: the given value, or else the default.
    ///
    /// @throws TemplateException if a parameter has neither, if its value violates a constraint, or
    ///   if a value is given for a parameter that is not declared
    static Map<String, Value> of(Value.Fields file, Map<String, Value> given) {
        Map<String, Properties> declared = new LinkedHashMap<>();
        new Properties("the template", file)
                .fieldsByName("Parameters")
                .forEach((name, fields) ->
                        declared.put(
                                name,
                                new Properties("the parameter " + name, fields)
                                        .requireKnown(KnownParts.PARAMETER)));
        given.forEach((name, value) -> {
            if (!declared.containsKey(name)) {
                throw new TemplateException(
                        value.place(),
                        file.place().file()
                                + " has no parameter "
                                + name
                                + "; it has "
                                + declared.keySet());
            }
        });
        Map<String, Value> values = new HashMap<>();
        declared.forEach((name, parameter) -> values.put(name, value(name, parameter, given)));
        return values;
    }

    private static Value value(String name, Properties parameter, Map<String, Value> given) {
        String type = parameter.text("Type");
        if (!LIST_TYPES.contains(type) && !TEXT_TYPES.contains(type)) {
            throw parameter.refuse("Type", type + " is not supported");
        }
        Value value =
                given.containsKey(name) ? given.get(name) : parameter.value("Default").orElse(null);
        if (value == null) {
            throw new TemplateException(
                    parameter.place(),
                    "the parameter " + name + " has no Default and was not given");
        }
        Value typed = LIST_TYPES.contains(type) ? list(value) : value;
        Constraints.of(name, parameter).check(typed);
        return typed;
    }

    // A text is split at commas.
    private static Value list(Value value) {
        return switch (value) {
            case Value.Text(String text, _, Place place) ->
                    new Value.Items(
                            Arrays.stream(text.split(","))
                                    .<Value>map(item -> new Value.Text(item.strip(), place))
                                    .toList(),
                            place);
            case Value.Items items -> items;
            case Value.Fields other ->
                    throw new TemplateException(other.place(), "a list is expected here");
            case Value.Nothing nothing -> new Value.Items(List.of(), nothing.place());
        };
    }
}
