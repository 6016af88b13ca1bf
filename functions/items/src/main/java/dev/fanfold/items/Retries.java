package dev.fanfold.items;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How often an item is tried again after a transient failure, and when.
///
/// @param max the maximum number of retries of an item
/// @param first the pause before the first retry
record Retries(int max, Duration first) {
    /// The maximum of the setting `retries`.
    static final int MAX_RETRIES = 100;

    /// The maximum pause, unless the function asks for a longer one.
    static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

    /// @throws InvalidInputException if a setting is no number or time, or too large
    static Retries of(JobSettings settings) {
        long max = settings.has(ItemWorkload.RETRIES) ? settings.number(ItemWorkload.RETRIES) : 3;
        if (max < 0 || max > MAX_RETRIES) {
            throw new InvalidInputException(
                    "setting %s is a number from 0 to %d, not %d"
                            .formatted(ItemWorkload.RETRIES, MAX_RETRIES, max));
        }
        return new Retries((int) max, pause(settings.text(ItemWorkload.BACKOFF, "1s")));
    }

    private static Duration pause(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration pause =
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        default -> Duration.ofMinutes(number);
                    };
            if (pause.compareTo(MAX_PAUSE) <= 0) {
                return pause;
            }
        }
        throw new InvalidInputException(
                "setting %s is a time up to 1m, as in 500ms, 2s or 1m, not \"%s\""
                        .formatted(ItemWorkload.BACKOFF, text));
    }

    /// The pause after this many attempts.
    Duration pauseAfter(int attempts) {
        int doublings = Math.min(attempts - 1, 20);
        Duration pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
    }
}
