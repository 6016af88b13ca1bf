package dev.fanfold.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Evaluates CloudFormation's intrinsic functions. A function that is not supported is rejected.
final class Intrinsics {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private final Names names;

    Intrinsics(Names names) {
        this.names = names;
    }

    /// The value, with every intrinsic function replaced by its result. Fields and items whose
    /// result is [Value.Nothing] are left out.
    Value resolve(Value value) {
        return switch (value) {
            case Value.Text text -> text;
            case Value.Nothing nothing -> nothing;
            case Value.Items items ->
                    new Value.Items(
                            items.items().stream()
                                    .map(this::resolve)
                                    .filter(item -> !(item instanceof Value.Nothing))
                                    .toList(),
                            items.place());
            case Value.Fields fields -> resolveFields(fields);
        };
    }

    private Value resolveFields(Value.Fields fields) {
        if (fields.fields().size() == 1) {
            var only = fields.fields().entrySet().iterator().next();
            if (isFunction(only.getKey())) {
                return call(only.getKey(), only.getValue().value(), fields.place());
            }
        }
        Map<String, Value.Field> resolved = new LinkedHashMap<>();
        fields.fields()
                .forEach((name, field) -> {
                    Value value = resolve(field.value());
                    if (!(value instanceof Value.Nothing)) {
                        resolved.put(name, new Value.Field(field.key(), value));
                    }
                });
        return new Value.Fields(resolved, fields.place());
    }

    // `Condition` is a function only in the expression of a condition (see `holds`). Elsewhere it
    // is a plain field, for example in the statement of an IAM policy.
    private static boolean isFunction(String name) {
        return name.equals("Ref") || name.startsWith("Fn::");
    }

    private Value call(String function, Value argument, Place place) {
        return switch (function) {
            case "Ref" -> names.ref(text(argument, function), place);
            case "Fn::GetAtt" -> attribute(items(argument, function, 2), place);
            case "Fn::Sub" -> substitute(argument, place);
            case "Fn::Join" -> join(items(argument, function, 2), place);
            case "Fn::Select" -> select(items(argument, function, 2), place);
            case "Fn::Split" -> split(items(argument, function, 2), place);
            case "Fn::FindInMap" -> findInMap(items(argument, function, 3), place);
            case "Fn::Transform" -> resolve(names.transformed(argument, place));
            case "Fn::If" -> choose(items(argument, function, 3), place);
            case "Fn::Base64" ->
                    new Value.Text(
                            java.util.Base64.getEncoder()
                                    .encodeToString(
                                            resolvedText(argument, function)
                                                    .getBytes(
                                                            java.nio.charset.StandardCharsets
                                                                    .UTF_8)),
                            place);
            default ->
                    throw new TemplateException(
                            place,
                            "the function " + function + " is not supported by the local cloud");
        };
    }

    private Value attribute(List<Value> arguments, Place place) {
        return names.attribute(
                text(arguments.get(0), "Fn::GetAtt"),
                resolvedText(arguments.get(1), "Fn::GetAtt"),
                place);
    }

    private Value join(List<Value> arguments, Place place) {
        List<Value> parts = resolvedItems(arguments.get(1), "Fn::Join");
        String separator = text(arguments.get(0), "Fn::Join");
        return new Value.Text(
                parts.stream()
                        .map(part -> text(part, "Fn::Join"))
                        .collect(Collectors.joining(separator)),
                place);
    }

    private Value select(List<Value> arguments, Place place) {
        List<Value> items = resolvedItems(arguments.get(1), "Fn::Select");
        String index = resolvedText(arguments.get(0), "Fn::Select");
        if (!index.matches("\\d{1,9}") || Integer.parseInt(index) >= items.size()) {
            throw new TemplateException(
                    place,
                    "Fn::Select asks for item "
                            + index
                            + " of a list of "
                            + items.size()
                            + ", counted from 0");
        }
        return items.get(Integer.parseInt(index));
    }

    private Value split(List<Value> arguments, Place place) {
        String separator = text(arguments.get(0), "Fn::Split");
        String whole = resolvedText(arguments.get(1), "Fn::Split");
        return new Value.Items(
                Arrays.stream(whole.split(Pattern.quote(separator), -1))
                        .<Value>map(part -> new Value.Text(part, place))
                        .toList(),
                place);
    }

    private Value findInMap(List<Value> arguments, Place place) {
        return names.mapped(
                resolvedText(arguments.get(0), "Fn::FindInMap"),
                resolvedText(arguments.get(1), "Fn::FindInMap"),
                resolvedText(arguments.get(2), "Fn::FindInMap"),
                place);
    }

    private Value choose(List<Value> arguments, Place place) {
        boolean holds = names.condition(text(arguments.get(0), "Fn::If"), place);
        return resolve(arguments.get(holds ? 1 : 2));
    }

    private Value substitute(Value argument, Place place) {
        Map<String, Value.Field> variables = Map.of();
        Value template = argument;
        if (argument instanceof Value.Items) {
            List<Value> both = items(argument, "Fn::Sub", 2);
            template = both.get(0);
            if (!(both.get(1) instanceof Value.Fields given)) {
                throw new TemplateException(
                        both.get(1).place(),
                        "the second argument of Fn::Sub is a map of variables");
            }
            variables = given.fields();
        }
        Matcher references = REFERENCE.matcher(text(template, "Fn::Sub"));
        StringBuilder result = new StringBuilder();
        while (references.find()) {
            references.appendReplacement(
                    result,
                    Matcher.quoteReplacement(
                            substitute(references.group(1).strip(), variables, place)));
        }
        references.appendTail(result);
        return new Value.Text(result.toString(), place);
    }

    private String substitute(String reference, Map<String, Value.Field> variables, Place place) {
        if (reference.startsWith("!")) { // stands for the text ${...} itself
            return "${" + reference.substring(1) + "}";
        }
        Value.Field variable = variables.get(reference);
        if (variable != null) {
            return resolvedText(variable.value(), "Fn::Sub");
        }
        int dot = reference.indexOf('.');
        Value value =
                dot < 0
                        ? names.ref(reference, place)
                        : names.attribute(
                                reference.substring(0, dot), reference.substring(dot + 1), place);
        return text(value, "Fn::Sub of ${" + reference + "}");
    }

    /// Whether a condition's expression holds.
    boolean holds(Value expression) {
        if (expression instanceof Value.Fields(Map<String, Value.Field> fields, Place ignored)
                && fields.size() == 1) {
            var only = fields.entrySet().iterator().next();
            return holds(only.getKey(), only.getValue().value());
        }
        throw notACondition(expression);
    }

    private boolean holds(String function, Value argument) {
        return switch (function) {
            case "Condition" -> names.condition(text(argument, function), argument.place());
            case "Fn::Equals" -> {
                List<Value> both = items(argument, function, 2);
                yield resolvedText(both.get(0), function)
                        .equals(resolvedText(both.get(1), function));
            }
            case "Fn::Not" -> !holds(items(argument, function, 1).get(0));
            case "Fn::And" -> itemsOf(argument, function).stream().allMatch(this::holds);
            case "Fn::Or" -> itemsOf(argument, function).stream().anyMatch(this::holds);
            default -> throw notACondition(argument);
        };
    }

    private static TemplateException notACondition(Value expression) {
        return new TemplateException(
                expression.place(),
                "a condition is one of Fn::Equals, Fn::And, Fn::Or, Fn::Not, Condition");
    }

    private String resolvedText(Value value, String function) {
        return text(resolve(value), function);
    }

    private List<Value> resolvedItems(Value value, String function) {
        return itemsOf(resolve(value), function);
    }

    // The arguments of a function, which takes this number of them.
    private static List<Value> items(Value value, String function, int count) {
        List<Value> items = itemsOf(value, function);
        if (items.size() != count) {
            throw new TemplateException(
                    value.place(),
                    function + " takes " + count + " arguments, not " + items.size());
        }
        return items;
    }

    private static List<Value> itemsOf(Value value, String function) {
        if (value instanceof Value.Items(List<Value> items, Place ignored)) {
            return new ArrayList<>(items);
        }
        throw new TemplateException(value.place(), function + " takes a list here");
    }

    private static String text(Value value, String function) {
        if (value instanceof Value.Text(String text, _, _)) {
            return text;
        }
        throw new TemplateException(value.place(), function + " takes a text here");
    }
}
