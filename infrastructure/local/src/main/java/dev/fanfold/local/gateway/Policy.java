package dev.fanfold.local.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An authorizer's answer: who calls, what they may do, and what the function is told of them.
///
/// @param context texts, with `principalId`
record Policy(List<Statement> statements, Map<String, Object> context) {
    private static final String INVOKE = "execute-api:Invoke";

    /// What it says of a method.
    enum Verdict {
        ALLOWED,
        /// Nothing allows it.
        UNMENTIONED,
        DENIED
    }

    record Statement(boolean allows, List<Pattern> actions, List<Pattern> resources) {
        boolean isAbout(String method) {
            return actions.stream().anyMatch(action -> action.matcher(INVOKE).matches())
                    && resources.stream().anyMatch(resource -> resource.matcher(method).matches());
        }
    }

    /// @param answer JSON's maps and lists
    /// @throws IllegalArgumentException if it is no such answer
    static Policy of(@Nullable Object answer) {
        Map<?, ?> fields = map("the answer", answer);
        Map<String, Object> context = new LinkedHashMap<>();
        if (fields.get("context") != null) {
            map("context", fields.get("context"))
                    .forEach((name, value) -> context.put(name.toString(), scalar(name, value)));
        }
        context.put("principalId", text("principalId", fields.get("principalId")));
        Map<?, ?> document = map("policyDocument", fields.get("policyDocument"));
        List<Statement> statements =
                list(document.get("Statement")).stream().map(Policy::statement).toList();
        return new Policy(statements, context);
    }

    /// @param method its ARN
    Verdict verdict(String method) {
        List<Statement> about =
                statements.stream().filter(statement -> statement.isAbout(method)).toList();
        if (about.isEmpty()) {
            return Verdict.UNMENTIONED;
        }
        return about.stream().allMatch(Statement::allows) ? Verdict.ALLOWED : Verdict.DENIED;
    }

    private static Statement statement(@Nullable Object value) {
        Map<?, ?> fields = map("Statement", value);
        for (Object name : fields.keySet()) {
            if (!List.of("Sid", "Effect", "Action", "Resource").contains(name)
                    && fields.get(name) != null) {
                throw new IllegalArgumentException(
                        "a statement has " + name + ", which the local cloud does not support");
            }
        }
        String effect = text("Effect", fields.get("Effect"));
        if (!List.of("Allow", "Deny").contains(effect)) {
            throw new IllegalArgumentException("Effect is " + effect + ", not Allow or Deny");
        }
        return new Statement(
                effect.equals("Allow"),
                patterns("Action", fields.get("Action"), Pattern.CASE_INSENSITIVE),
                patterns("Resource", fields.get("Resource"), 0));
    }

    private static List<Pattern> patterns(String name, @Nullable Object value, int flags) {
        return list(value).stream()
                .map(item -> Pattern.quote(text(name, item)))
                .map(quoted -> quoted.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
                .map(pattern -> Pattern.compile(pattern, flags))
                .toList();
    }

    // The runtime writes the arrays of its event classes as lists.
    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }

    private static Map<?, ?> map(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(name + " is " + value + ", not an object");
    }

    private static String text(String name, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is " + value + ", not a text");
    }

    // What is said of a caller reaches the function as text.
    private static String scalar(Object name, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString().toLowerCase(Locale.ROOT);
            case null, default ->
                    throw new IllegalArgumentException(
                            "context." + name + " is " + value + ", not a text, number or boolean");
        };
    }
}
