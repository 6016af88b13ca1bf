package dev.fanfold.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Applies SAM's `Globals`. A property of `Globals` applies to every function that does not set it.
/// If a function sets it too, and both values are maps, the two maps are merged.
final class Globals {
    private static final String FUNCTION = "AWS::Serverless::Function";

    private Globals() {}

    static void check(Value.Fields file) {
        Properties all = new Properties("the template", file);
        all.optionalText("Transform")
                .ifPresent(transform -> {
                    if (!transform.equals("AWS::Serverless-2016-10-31")) {
                        throw all.refuse("Transform", transform + " is not supported");
                    }
                });
        functionGlobals(all).ifPresent(ignored -> {}); // reading them checks their names
    }

    static Value.Fields applied(Value.Fields file, String type, Value.Fields own) {
        if (!type.equals(FUNCTION)) {
            return own;
        }
        return functionGlobals(new Properties("the template", file))
                .map(function -> merged(function.fields(), own))
                .orElse(own);
    }

    private static Optional<Properties> functionGlobals(Properties file) {
        return file.part("Globals", KnownParts.GLOBALS)
                .flatMap(globals -> globals.part("Function", KnownProperties.FUNCTION));
    }

    private static Value.Fields merged(Value.Fields global, Value.Fields own) {
        Map<String, Value.Field> merged = new LinkedHashMap<>(global.fields());
        own.fields().forEach((name, field) -> merged.merge(name, field, Globals::merged));
        return new Value.Fields(merged, own.place());
    }

    private static Value.Field merged(Value.Field global, Value.Field own) {
        if (global.value() instanceof Value.Fields globalFields
                && own.value() instanceof Value.Fields ownFields) {
            return new Value.Field(own.key(), merged(globalFields, ownFields));
        }
        return own;
    }
}
