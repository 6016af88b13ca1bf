package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a file writes its numbers: the decimal sign and the thousands separator.
///
/// Thousands separators are optional, but a number that has one has all of them: one to three
/// digits, not beginning with 0, then groups of three up to the decimal sign, and none after it.
/// Groups of another length, as in India, are not read.
final class Notation {
    private static final List<String> DECIMALS = List.of(".", ",");
    private static final List<String> THOUSANDS =
            List.of("", ".", ",", "'", " ", "\u00a0", "\u202f", "\u2019", "_");

    private final String decimal;
    private final String thousands;
    private final byte[] between;

    Notation(String decimal, String thousands) {
        if (!DECIMALS.contains(decimal)) {
            throw new InvalidInputException(
                    "setting decimal is . (a point) or , (a comma), not \"%s\"".formatted(decimal));
        }
        if (!THOUSANDS.contains(thousands)) {
            throw new InvalidInputException(
                    ("setting thousands is empty, or one of . , ' _ space, no-break space (U+00A0), narrow no-break"
                                    + " space (U+202F), apostrophe (U+2019), not \"%s\"")
                            .formatted(thousands));
        }
        if (decimal.equals(thousands)) {
            throw new InvalidInputException(
                    "settings decimal and thousands are both \"%s\": no number could be read; set decimal=%s as well"
                            .formatted(decimal, decimal.equals(".") ? "," : "."));
        }
        this.decimal = decimal;
        this.thousands = thousands;
        this.between = thousands.getBytes(StandardCharsets.UTF_8);
    }

    /// The notation in the settings.
    ///
    /// @throws InvalidInputException if they contradict each other, or name an unknown one
    static Notation of(JobSettings settings) {
        return new Notation(settings.text("decimal", "."), settings.text("thousands", ""));
    }

    /// Whether it is the notation of programs: a point, and no thousands separator.
    boolean isPlain() {
        return decimal.equals(".") && thousands.isEmpty();
    }

    /// The number in `[start, end)`.
    Decimals.Parsed parse(byte[] bytes, int start, int end) {
        if (isPlain()) {
            return Decimals.parse(bytes, start, end);
        }
        byte[] plain = plain(bytes, start, end);
        return plain == null
                ? new Decimals.Parsed.Not(Decimals.NO_NUMBER)
                : Decimals.parse(plain, 0, plain.length);
    }

    // As Decimals reads it; null if a sign is at a wrong place.
    private byte @Nullable [] plain(byte[] bytes, int start, int end) {
        byte[] plain = new byte[end - start];
        int p = start;
        while (p < end && " \t+-".indexOf(bytes[p]) >= 0) {
            plain[p - start] = bytes[p++];
        }
        int length = p - start;
        int first = p;
        int group = 0;
        boolean grouped = false;
        for (int sign = sign(bytes, p, end); p < end; sign = sign(bytes, p, end)) {
            if (bytes[p] >= '0' && bytes[p] <= '9') {
                plain[length++] = bytes[p++];
                group++;
            } else if (sign == 0 || trailing(bytes, p, end)) {
                break;
            } else if (grouped ? group != 3 : group < 1 || group > 3 || bytes[first] == '0') {
                return null;
            } else {
                p += sign;
                group = 0;
                grouped = true;
            }
        }
        if (grouped && group != 3) {
            return null;
        }
        for (boolean whole = true; p < end; p++) {
            boolean point = whole && bytes[p] == decimal.charAt(0);
            if (bytes[p] == '.' && !point) {
                return null;
            }
            whole &= !point;
            plain[length++] = point ? (byte) '.' : bytes[p];
        }
        return Arrays.copyOf(plain, length);
    }

    // The length of the thousands separator at `p`, 0 if there is none.
    private int sign(byte[] bytes, int p, int end) {
        for (int i = 0; i < between.length; i++) {
            if (p + i >= end || bytes[p + i] != between[i]) {
                return 0;
            }
        }
        return between.length;
    }

    // Spaces at the end of a field are not separators.
    private static boolean trailing(byte[] bytes, int from, int end) {
        int p = from;
        while (p < end && (bytes[p] == ' ' || bytes[p] == '\t')) {
            p++;
        }
        return p == end;
    }

    /// Why the field is rejected, and which settings would accept it.
    String reason(Decimals.Parsed.Not not, byte[] bytes, int start, int end) {
        String others =
                DECIMALS.stream()
                        .flatMap(point -> readers(point, bytes, start, end))
                        .limit(2)
                        .map(Notation::settings)
                        .collect(Collectors.joining(" or "));
        return not.reason().equals(Decimals.NO_NUMBER) && !others.isEmpty()
                ? not.reason() + "; if this is how the file writes numbers, add " + others
                : not.reason();
    }

    // The notations with this decimal sign that accept the field: with a thousands separator only
    // if the field needs one.
    private static Stream<Notation> readers(String point, byte[] bytes, int start, int end) {
        return THOUSANDS.stream()
                .filter(sign -> !sign.equals(point))
                .map(sign -> new Notation(point, sign))
                .filter(one -> !(one.parse(bytes, start, end) instanceof Decimals.Parsed.Not))
                .limit(1);
    }

    private String settings() {
        String point = decimal.equals(".") ? "" : "--set decimal=" + decimal;
        String sign = thousands.isEmpty() ? "" : "--set thousands=\"" + thousands + "\"";
        return point.isEmpty() && sign.isEmpty() ? "--set decimal=." : (point + " " + sign).strip();
    }
}
