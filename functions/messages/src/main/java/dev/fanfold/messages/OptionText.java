package dev.fanfold.messages;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.workload.InvalidInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Options of a job as users write them: `4KiB`, `2h`, `1%`.
public final class OptionText {
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,15})\\s*([KMGT]?)(i?)(B?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h|d)", Pattern.CASE_INSENSITIVE);

    private OptionText() {}

    /// The options in these texts. An option without a text has its default.
    ///
    /// @param texts the texts by the names of the options
    /// @throws InvalidInputException if there is no such option, or if a text is invalid; its
    ///   message names the option and the remedy
    public static JobOptions read(Map<String, String> texts) {
        JobOptions defaults = JobOptions.DEFAULT;
        Tolerance tolerate = defaults.tolerate();
        Tolerance reject = defaults.reject();
        int pack = defaults.pack();
        long slice = defaults.slice();
        int workers = defaults.workers();
        Duration deadline = defaults.deadline();
        int rounds = defaults.rounds();
        int concurrency = defaults.concurrency();
        for (Map.Entry<String, String> option : texts.entrySet()) {
            String value = option.getValue();
            switch (option.getKey()) {
                case "tolerate" -> tolerate = tolerance("tolerate", value);
                case "reject" -> reject = tolerance("reject", value);
                case "pack" -> pack = pack(value);
                case "slice" -> slice = size("slice", value);
                case "workers" -> workers = wholeNumber("workers", value);
                case "concurrency" -> concurrency = concurrency(value);
                case "deadline" -> deadline = duration("deadline", value);
                case "rounds" -> rounds = wholeNumber("rounds", value);
                case String other ->
                        throw new InvalidInputException(
                                "there is no option \""
                                        + other
                                        + "\": they are tolerate, reject, pack, slice, workers, deadline, rounds and concurrency");
            }
        }
        return new JobOptions(
                tolerate, reject, pack, slice, workers, deadline, rounds, concurrency);
    }

    /// A number of bytes, numbers or items, from 1 to 2^63 - 1: `4096`, `4KiB`, `64MiB`, `1MB`. In
    /// units with an `i`, K is 1,024, otherwise 1,000. A larger number is read as 2^63 - 1.
    ///
    /// @throws InvalidInputException if the text is not such a number
    public static long size(String name, String text) {
        Matcher size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            throw new InvalidInputException(
                    name + " is a size, like 4096, 4KiB or 64MiB, not \"" + text + "\"");
        }
        // The factor is the base to the power of 1 for K, 2 for M, 3 for G or 4 for T.
        long base = size.group(3).isEmpty() ? 1000 : 1024;
        long factor = 1;
        for (int i = "KMGT".indexOf(size.group(2).toUpperCase(Locale.ROOT));
                !size.group(2).isEmpty() && i >= 0;
                i--) {
            factor *= base;
        }
        long value = cappedProduct(size.group(1), factor);
        if (value < 1) {
            throw new InvalidInputException(name + " is at least 1, not " + text);
        }
        return value;
    }

    /// A length of time: a whole number of `ms`, `s`, `m` or `min`, `h` or `d`, such as `90s`; or
    /// ISO-8601 such as `PT2H`.
    ///
    /// @throws InvalidInputException if the text is not such a time
    public static Duration duration(String name, String text) {
        Matcher time = TIME.matcher(text.strip());
        if (time.matches()) {
            long count = Long.parseLong(time.group(1));
            return switch (time.group(2).toLowerCase(Locale.ROOT)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m", "min" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new InvalidInputException(
                    name
                            + " is a length of time, like 90s, 30m, 2h, 1d or PT2H, not \""
                            + text
                            + "\"",
                    e);
        }
    }

    private static Tolerance tolerance(String name, String text) {
        try {
            return new Tolerance(text);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(name + ": " + e.getMessage(), e);
        }
    }

    // 0 is refused, because in JobOptions it means that the option was not given.
    private static int pack(String text) {
        int pack = wholeNumber("pack", text);
        if (pack == 0) {
            throw new InvalidInputException(
                    "pack is 1 to " + JobOptions.MAX_PACK + " tasks a message, not 0");
        }
        return pack;
    }

    // 0 is refused, because in JobOptions it means that the option was not given.
    private static int concurrency(String text) {
        int concurrency = wholeNumber("concurrency", text);
        if (concurrency == 0) {
            throw new InvalidInputException(
                    "concurrency is 1 to " + JobOptions.MAX_CONCURRENCY + " tasks, not 0");
        }
        return concurrency;
    }

    private static int wholeNumber(String name, String text) {
        try {
            return new BigDecimal(text.strip()).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidInputException(name + " is a whole number, not \"" + text + "\"", e);
        }
    }

    private static long cappedProduct(String digits, long factor) {
        BigDecimal value = new BigDecimal(digits).multiply(BigDecimal.valueOf(factor));
        return value.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }
}
