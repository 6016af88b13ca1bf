package dev.fanfold.simulator.service;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The part of DynamoDB's expressions that the functions use: `=`, `BETWEEN` and existence checks,
/// joined by `AND`. A condition with anything else is rejected.
final class Expressions {
    private static final Pattern BETWEEN = Pattern.compile("(\\S+) BETWEEN (:\\w+) AND (:\\w+)");
    private static final Pattern EXISTS = Pattern.compile("attribute_exists\\((\\S+)\\)");
    private static final Pattern ABSENT = Pattern.compile("attribute_not_exists\\((\\S+)\\)");
    private static final Pattern EQUAL = Pattern.compile("(\\S+) = (:\\w+)");
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;

    Expressions(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = names;
        this.values = values;
    }

    /// Whether the item meets the expression.
    ///
    /// @param item null if there is no item
    /// @throws UnsupportedOperationException if the simulator does not know the expression
    boolean holds(String expression, @Nullable Map<String, AttributeValue> item) {
        boolean holds = true;
        String rest = expression.strip();
        while (!rest.isEmpty()) {
            Matcher term = term(rest);
            // Evaluates every term, because an invalid term is an error even after a false one.
            holds &= meets(term, item);
            rest = rest.substring(term.end()).strip();
            if (!rest.isEmpty()) {
                if (!rest.startsWith("AND ")) {
                    throw unknown(expression);
                }
                rest = rest.substring("AND ".length()).strip();
            }
        }
        return holds;
    }

    /// The value that the attribute must be equal to. The expression is a key condition.
    ///
    /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if the expression
    ///   states none
    AttributeValue equalTo(String expression, String attribute) {
        Matcher term = EQUAL.matcher(expression);
        while (term.find()) {
            if (attributeName(term.group(1)).equals(attribute)) {
                return value(term.group(2));
            }
        }
        throw SimulatedDynamo.invalid("Query condition missed key schema element: " + attribute);
    }

    // Matches the first term of the text.
    private Matcher term(String text) {
        for (Pattern shape : new Pattern[] {BETWEEN, EXISTS, ABSENT, EQUAL}) {
            Matcher term = shape.matcher(text);
            if (term.lookingAt()) {
                return term;
            }
        }
        throw unknown(text);
    }

    private boolean meets(Matcher term, @Nullable Map<String, AttributeValue> item) {
        AttributeValue actual = item == null ? null : item.get(attributeName(term.group(1)));
        Pattern shape = term.pattern();
        if (shape == ABSENT) {
            return actual == null;
        }
        if (shape == EXISTS) {
            return actual != null;
        }
        if (shape == EQUAL) {
            return value(term.group(2)).equals(actual);
        }
        AttributeValue low = value(term.group(2));
        AttributeValue high = value(term.group(3));
        if (Values.compared(low, high) > 0) {
            throw SimulatedDynamo.invalid(
                    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound");
        }
        return actual != null
                && Values.compared(low, actual) <= 0
                && Values.compared(actual, high) <= 0;
    }

    // The name itself, or the one that the placeholder stands for.
    private String attributeName(String name) {
        if (!name.startsWith("#")) {
            if (ReservedWords.contain(name)) {
                throw SimulatedDynamo.invalid(
                        "Attribute name is a reserved keyword; reserved keyword: " + name);
            }
            return name;
        }
        String attribute = names.get(name);
        if (attribute == null) {
            throw SimulatedDynamo.invalid(
                    "undefined name " + name + "; defined are " + names.keySet());
        }
        return attribute;
    }

    private AttributeValue value(String placeholder) {
        AttributeValue value = values.get(placeholder);
        if (value == null) {
            throw SimulatedDynamo.invalid(
                    "undefined value " + placeholder + "; defined are " + values.keySet());
        }
        return value;
    }

    private static UnsupportedOperationException unknown(String expression) {
        return new UnsupportedOperationException(
                "the simulator does not support the expression \"" + expression + "\"");
    }
}
