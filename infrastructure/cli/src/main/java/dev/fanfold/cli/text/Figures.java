package dev.fanfold.cli.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/// Formats numbers for people, the same in every locale.
public final class Figures {
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Figures() {}

    /// `27,004`
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// `1 byte`, `312 bytes`, `2.3 MiB`
    public static String bytes(long number) {
        int unit = 0;
        double amount = number;
        while (amount >= 1023.95 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        if (number == 1) {
            return "1 byte";
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
    }

    /// `0.2 s`, `2 min 5 s`, `3 h 20 min`
    public static String time(Duration time) {
        if (time.toMillis() < 59_950) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
        }
        long seconds = Math.round(time.toMillis() / 1e3);
        return seconds < 3_600
                ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                : "%d h %d min".formatted(seconds / 3_600, seconds / 60 % 60);
    }

    /// `0:03`, `1:02:03`: seconds are rounded up.
    public static String clock(Duration time) {
        long seconds = Math.ceilDiv(time.toMillis(), 1_000);
        return seconds < 3_600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }

    /// `$0.000012`, `$3.50`: two significant digits, and cents from $1 on.
    public static String usd(BigDecimal amount) {
        if (amount.signum() == 0) {
            return "$0";
        }
        BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP);
        boolean isDollarOrMore = amount.compareTo(BigDecimal.ONE) >= 0;
        BigDecimal digits =
                amount.round(new MathContext(2, RoundingMode.HALF_UP)).stripTrailingZeros();
        return "$" + (isDollarOrMore ? cents : digits).toPlainString();
    }

    /// `1 task`, `2 tasks`
    public static String of(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /// `12 %`
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
