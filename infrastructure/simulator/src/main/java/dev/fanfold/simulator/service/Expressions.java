package dev.fanfold.simulator.service;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The part of DynamoDB's expressions that the adapters use: comparisons and existence checks,
/// joined by AND. Anything else is rejected instead of guessed.
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

    /// Whether the item, null if there is none, meets the expression.
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

    /// The value that the attribute must be equal to.
    AttributeValue equalTo(String expression, String attribute) {
        Matcher term = EQUAL.matcher(expression);
        while (term.find()) {
            if (named(term.group(1)).equals(attribute)) {
                return value(term.group(2));
            }
        }
        throw SimulatedDynamo.invalid("Query condition missed key schema element: " + attribute);
    }

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
        AttributeValue there = item == null ? null : item.get(named(term.group(1)));
        Pattern shape = term.pattern();
        if (shape == ABSENT) {
            return there == null;
        }
        if (shape == EXISTS) {
            return there != null;
        }
        if (shape == EQUAL) {
            return value(term.group(2)).equals(there);
        }
        AttributeValue low = value(term.group(2));
        AttributeValue high = value(term.group(3));
        if (Values.compared(low, high) > 0) {
            throw SimulatedDynamo.invalid(
                    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound");
        }
        return there != null
                && Values.compared(low, there) <= 0
                && Values.compared(there, high) <= 0;
    }

    private String named(String name) {
        if (!name.startsWith("#")) {
            if (ReservedWords.contain(name)) {
                throw SimulatedDynamo.invalid(
                        "Attribute name is a reserved keyword; reserved keyword: " + name);
            }
            return name;
        }
        String meant = names.get(name);
        if (meant == null) {
            throw SimulatedDynamo.invalid(
                    "undefined name " + name + "; defined are " + names.keySet());
        }
        return meant;
    }

    private AttributeValue value(String name) {
        AttributeValue value = values.get(name);
        if (value == null) {
            throw SimulatedDynamo.invalid(
                    "undefined value " + name + "; defined are " + values.keySet());
        }
        return value;
    }

    private static UnsupportedOperationException unknown(String expression) {
        return new UnsupportedOperationException(
                "the simulator does not support the expression \"" + expression + "\"");
    }
}
