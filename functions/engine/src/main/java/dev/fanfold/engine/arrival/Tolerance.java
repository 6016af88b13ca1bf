package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/// How many tasks may be lost, or how many records may be rejected.
///
/// @param text a number of at most nine digits such as `3`; or a percentage of all tasks or records
///   such as `0.5%`, at most `100%` and with at most six decimals
public record Tolerance(String text) {
    private static final Pattern SHAPE = Pattern.compile("\\d{1,9}|\\d{1,3}(\\.\\d{1,6})?%");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    // Declared after HUNDRED, which the constructor needs.
    public static final Tolerance NONE = new Tolerance("0");
    public static final Tolerance ALL = new Tolerance("100%");

    public Tolerance {
        if (!SHAPE.matcher(text).matches()
                || (text.endsWith("%") && percent(text).compareTo(HUNDRED) > 0)) {
            throw new InvalidInputException(
                    "give a number or a share up to 100%, like 3 or 0.5%, not \"" + text + "\"");
        }
    }

    /// How many of `all` tasks may be lost, or of `all` records rejected. A percentage is rounded
    /// down.
    public long limit(long all) {
        if (!text.endsWith("%")) {
            return Long.parseLong(text);
        }
        return percent(text)
                .multiply(BigDecimal.valueOf(all))
                .divide(HUNDRED, 0, RoundingMode.DOWN)
                .longValueExact();
    }

    private static BigDecimal percent(String text) {
        return new BigDecimal(text.substring(0, text.length() - 1));
    }
}
