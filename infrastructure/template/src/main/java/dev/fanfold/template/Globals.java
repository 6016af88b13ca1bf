package dev.fanfold.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// SAM's `Globals`: properties of every function that does not override them. Maps are merged.
final class Globals {
    private static final String FUNCTION = "AWS::Serverless::Function";

    private Globals() {}

    static void check(Value.Fields file) {
        Properties all = new Properties("the template", file);
        all.optional("Transform")
                .ifPresent(transform -> {
                    if (!transform.equals("AWS::Serverless-2016-10-31")) {
                        throw all.refuse("Transform", transform + " is not supported");
                    }
                });
        function(all).ifPresent(ignored -> {}); // reading it checks its names
    }

    static Value.Fields applied(Value.Fields file, String type, Value.Fields own) {
        if (!type.equals(FUNCTION)) {
            return own;
        }
        return function(new Properties("the template", file))
                .map(function -> united(function.fields(), own))
                .orElse(own);
    }

    private static Optional<Properties> function(Properties file) {
        return file.part("Globals", KnownParts.GLOBALS)
                .flatMap(globals -> globals.part("Function", KnownProperties.FUNCTION));
    }

    private static Value.Fields united(Value.Fields general, Value.Fields own) {
        Map<String, Value.Field> united = new LinkedHashMap<>(general.fields());
        own.fields().forEach((name, field) -> united.merge(name, field, Globals::united));
        return new Value.Fields(united, own.place());
    }

    private static Value.Field united(Value.Field general, Value.Field own) {
        if (general.value() instanceof Value.Fields below
                && own.value() instanceof Value.Fields above) {
            return new Value.Field(own.key(), united(below, above));
        }
        return own;
    }
}
