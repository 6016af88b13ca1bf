package dev.fanfold.engine.arrival;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/// How many tasks a job may lose and still be PARTIAL: a count, or a share of its tasks.
public record Tolerance(String text) {
    private static final Pattern SHAPE = Pattern.compile("\\d{1,9}|\\d{1,3}(\\.\\d{1,6})?%");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    // Below what its constructor needs.
    public static final Tolerance NONE = new Tolerance("0");

    public Tolerance {
        if (!SHAPE.matcher(text).matches()
                || (text.endsWith("%") && percent(text).compareTo(HUNDRED) > 0)) {
            throw new InputFault(
                    "tolerate is a number of tasks or a share of them up to 100%, like 3 or 0.5%, not \""
                            + text
                            + "\"");
        }
    }

    /// The most tasks that may be lost of `planned`, rounded down.
    public long of(long planned) {
        if (!text.endsWith("%")) {
            return Long.parseLong(text);
        }
        return percent(text)
                .multiply(BigDecimal.valueOf(planned))
                .divide(HUNDRED, 0, RoundingMode.DOWN)
                .longValueExact();
    }

    private static BigDecimal percent(String text) {
        return new BigDecimal(text.substring(0, text.length() - 1));
    }
}
