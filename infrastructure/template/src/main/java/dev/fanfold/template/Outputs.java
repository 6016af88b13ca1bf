package dev.fanfold.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A stack's outputs. An output is resolved only when it is read, because it may need the outputs
/// of a nested stack, which must be opened first.
final class Outputs {
    private final Map<String, Properties> declared = new LinkedHashMap<>();
    private final Place place;
    private final Intrinsics intrinsics;
    private final Names names;

    Outputs(Value.Fields file, Intrinsics intrinsics, Names names) {
        this.place = file.place();
        this.intrinsics = intrinsics;
        this.names = names;
        new Properties("the template", file)
                .fieldsByName("Outputs")
                .forEach((name, fields) ->
                        declared.put(
                                name,
                                new Properties("the output " + name, fields)
                                        .requireKnown(KnownParts.OUTPUT)));
    }

    /// The outputs whose condition is true.
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        declared.forEach((name, output) -> {
            boolean exists =
                    output.optionalText("Condition")
                            .map(condition -> names.condition(condition, output.place("Condition")))
                            .orElse(true);
            if (exists) {
                all.put(name, text(output));
            }
        });
        return all;
    }

    /// One output, also if its condition is false.
    ///
    /// @param reference where a template refers to the output
    /// @throws TemplateException if there is no such output
    String one(String name, Place reference) {
        Properties output = declared.get(name);
        if (output == null) {
            throw new TemplateException(
                    reference,
                    place.file() + " has no output " + name + "; it has " + declared.keySet());
        }
        return text(output);
    }

    private String text(Properties output) {
        Value unresolved =
                output.value("Value").orElseThrow(() -> output.refuse("Value", "is missing"));
        return switch (intrinsics.resolve(unresolved)) {
            case Value.Text text -> text.text();
            case Value.Items items -> joined(output, items.items());
            case Value.Fields ignored -> throw output.refuse("Value", "is not a text");
            case Value.Nothing ignored -> throw output.refuse("Value", "is missing");
        };
    }

    // An output that is a list becomes a text, with the items separated by commas.
    private static String joined(Properties output, List<Value> items) {
        return items.stream()
                .map(item -> {
                    if (item instanceof Value.Text(String text, _, _)) {
                        return text;
                    }
                    throw output.refuse("Value", "must hold texts");
                })
                .collect(Collectors.joining(","));
    }
}
