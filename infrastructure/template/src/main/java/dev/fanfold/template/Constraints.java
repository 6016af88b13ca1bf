package dev.fanfold.template;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Checks a parameter's value against the constraints that the parameter declares. Of a list, each
/// item is checked.
final class Constraints {
    private final String name;
    private final Properties parameter;
    private final boolean isNumber;

    private Constraints(String name, Properties parameter) {
        this.name = name;
        this.parameter = parameter;
        this.isNumber = parameter.text("Type").contains("Number");
    }

    /// @param name the parameter's name
    /// @param parameter its declaration
    static Constraints of(String name, Properties parameter) {
        return new Constraints(name, parameter);
    }

    void check(Value value) {
        switch (value) {
            case Value.Items items -> items.items().forEach(this::check);
            case Value.Text text -> check(text);
            case Value.Fields other -> throw refuse(other, "a map", "a text");
            case Value.Nothing nothing -> throw refuse(nothing, "missing", "a text");
        }
    }

    private void check(Value.Text value) {
        String text = value.text();
        var allowed = parameter.texts("AllowedValues");
        if (!allowed.isEmpty() && !allowed.contains(text)) {
            throw refuse(value, text, "one of " + allowed);
        }
        parameter
                .optionalText("AllowedPattern")
                .filter(pattern -> !matches(text, pattern))
                .ifPresent(pattern -> {
                    throw refuse(
                            value,
                            text,
                            parameter.text("ConstraintDescription", "matched by " + pattern));
                });
        checkBounds(
                "MinLength", "MaxLength", value, BigDecimal.valueOf(text.length()), "characters");
        if (isNumber) {
            BigDecimal amount = number(text).orElseThrow(() -> refuse(value, text, "a number"));
            checkBounds("MinValue", "MaxValue", value, amount, "");
        }
    }

    private boolean matches(String text, String pattern) {
        try {
            return Pattern.matches(pattern, text);
        } catch (PatternSyntaxException e) {
            throw parameter.refuse(
                    "AllowedPattern", "is not a valid pattern: " + e.getDescription());
        }
    }

    private void checkBounds(
            String min, String max, Value.Text value, BigDecimal amount, String unit) {
        bound(min)
                .filter(bound -> amount.compareTo(bound) < 0)
                .ifPresent(bound -> {
                    throw refuse(value, value.text(), ("at least " + bound + " " + unit).strip());
                });
        bound(max)
                .filter(bound -> amount.compareTo(bound) > 0)
                .ifPresent(bound -> {
                    throw refuse(value, value.text(), ("at most " + bound + " " + unit).strip());
                });
    }

    private Optional<BigDecimal> bound(String constraint) {
        return parameter
                .optionalText(constraint)
                .map(text ->
                        number(text)
                                .orElseThrow(() ->
                                        parameter.refuse(
                                                constraint, "is " + text + ", not a number")));
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private TemplateException refuse(Value value, String found, String expected) {
        return new TemplateException(
                value.place(),
                "the parameter " + name + " is " + found + ", but must be " + expected);
    }
}
