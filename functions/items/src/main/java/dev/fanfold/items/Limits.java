package dev.fanfold.items;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The limits of a job for each target of its items. Times are in milliseconds.
///
/// @param spacing the minimum time between the starts of two calls for a target; 0 if there is none
/// @param concurrent how many calls for a target may run at the same time
/// @param areInUse whether the job has limits, so that it needs a [Lease] for each target
record Limits(long spacing, int concurrent, boolean areInUse) {
    static final Limits NONE = new Limits(0, 1, false);

    /// The maximum of the setting `concurrent`.
    static final int MAX_CONCURRENT = 100;

    private static final Pattern RATE = Pattern.compile("(\\d{1,7})/([smh])");

    /// @throws InvalidInputException if a setting is wrong; the message has the value and the
    ///   possible ones
    static Limits of(JobSettings settings) {
        String rate = settings.text(ItemWorkload.RATE, "");
        String concurrent = settings.text(ItemWorkload.CONCURRENT, "");
        return rate.isEmpty() && concurrent.isEmpty()
                ? NONE
                : new Limits(
                        rate.isEmpty() ? 0 : spacing(rate),
                        concurrent.isEmpty() ? 1 : concurrent(settings),
                        true);
    }

    // Rounded up to whole milliseconds, so that the rate is at most the wanted one.
    private static long spacing(String rate) {
        Matcher matcher = RATE.matcher(rate);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            long unit =
                    switch (matcher.group(2)) {
                        case "s" -> 1_000;
                        case "m" -> 60_000;
                        default -> 3_600_000;
                    };
            if (number > 0 && number <= unit) {
                return Math.ceilDiv(unit, number);
            }
        }
        throw new InvalidInputException(
                ("setting %s is a number of calls per second, minute or hour, as in 5/s, 100/m or 2/h,"
                                + " at most 1000/s, not \"%s\"; leave it out for no limit")
                        .formatted(ItemWorkload.RATE, rate));
    }

    private static int concurrent(JobSettings settings) {
        long number = settings.number(ItemWorkload.CONCURRENT);
        if (number < 1 || number > MAX_CONCURRENT) {
            throw new InvalidInputException(
                    "setting %s is a number from 1 to %d, not %d; leave it out for no limit"
                            .formatted(ItemWorkload.CONCURRENT, MAX_CONCURRENT, number));
        }
        return (int) number;
    }
}
