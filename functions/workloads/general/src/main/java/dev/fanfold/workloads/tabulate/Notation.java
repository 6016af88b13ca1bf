package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a file writes its numbers: the decimal separator and the thousands separator.
///
/// A number may have no thousands separators. If it has any, it must have all of them: one to three
/// digits, of which the first is not 0, and then groups of three digits up to the decimal
/// separator, the exponent or the end. There are none after the decimal separator. Groups of
/// another length, as in India, are rejected.
final class Notation {
    private static final List<String> DECIMALS = List.of(".", ",");
    private static final List<String> THOUSANDS =
            List.of("", ".", ",", "'", " ", "\u00a0", "\u202f", "\u2019", "_");
    // All notations: a list for each decimal separator, which begins with the notation that has no
    // thousands separator.
    private static final List<List<Notation>> NOTATIONS =
            DECIMALS.stream()
                    .map(point ->
                            THOUSANDS.stream()
                                    .filter(separator -> !separator.equals(point))
                                    .map(separator -> new Notation(point, separator))
                                    .toList())
                    .toList();

    private final String decimal;
    private final String thousands;
    private final byte[] thousandsBytes;

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
        this.thousandsBytes = thousands.getBytes(StandardCharsets.UTF_8);
    }

    /// The notation in the settings.
    ///
    /// @throws InvalidInputException if a separator is not supported, or both are the same
    static Notation of(JobSettings settings) {
        return new Notation(settings.text("decimal", "."), settings.text("thousands", ""));
    }

    /// Whether the notation is that of programming languages: a decimal point, and no thousands
    /// separator.
    boolean isPlain() {
        return decimal.equals(".") && thousands.isEmpty();
    }

    /// The number in `[start, end)`, which spaces or tabs may surround.
    Decimals.Parsed parse(byte[] bytes, int start, int end) {
        if (isPlain()) {
            return Decimals.parse(bytes, start, end);
        }
        byte[] plain = toPlain(bytes, start, end);
        return plain == null
                ? new Decimals.Parsed.Invalid(Decimals.NOT_A_NUMBER)
                : Decimals.parse(plain, 0, plain.length);
    }

    // The field in the plain notation; null if a separator is at a wrong place. The result need not
    // be a number.
    private byte @Nullable [] toPlain(byte[] bytes, int start, int end) {
        byte[] plain = new byte[end - start];
        int p = start;
        while (p < end && " \t+-".indexOf(bytes[p]) >= 0) {
            plain[p - start] = bytes[p++];
        }
        int length = p - start;
        int first = p;
        int groupDigits = 0;
        boolean grouped = false;
        for (int separator = thousandsAt(bytes, p, end);
                p < end;
                separator = thousandsAt(bytes, p, end)) {
            if (bytes[p] >= '0' && bytes[p] <= '9') {
                plain[length++] = bytes[p++];
                groupDigits++;
            } else if (separator == 0 || isBlank(bytes, p, end)) {
                break;
            } else if (grouped
                    ? groupDigits != 3
                    : groupDigits < 1 || groupDigits > 3 || bytes[first] == '0') {
                return null;
            } else {
                p += separator;
                groupDigits = 0;
                grouped = true;
            }
        }
        if (grouped && groupDigits != 3) {
            return null;
        }
        for (boolean beforePoint = true; p < end; p++) {
            boolean isPoint = beforePoint && bytes[p] == decimal.charAt(0);
            if (bytes[p] == '.' && !isPoint) {
                return null;
            }
            beforePoint &= !isPoint;
            plain[length++] = isPoint ? (byte) '.' : bytes[p];
        }
        return Arrays.copyOf(plain, length);
    }

    // The length of the thousands separator at `p`, 0 if there is none.
    private int thousandsAt(byte[] bytes, int p, int end) {
        for (int i = 0; i < thousandsBytes.length; i++) {
            if (p + i >= end || bytes[p + i] != thousandsBytes[i]) {
                return 0;
            }
        }
        return thousandsBytes.length;
    }

    // Whether only spaces or tabs follow. Those at the end of a field are not thousands separators.
    private static boolean isBlank(byte[] bytes, int from, int end) {
        int p = from;
        while (p < end && (bytes[p] == ' ' || bytes[p] == '\t')) {
            p++;
        }
        return p == end;
    }

    /// Why a field that is not a valid number is rejected, and with which settings it would be
    /// accepted.
    String reason(byte[] bytes, int start, int end) {
        return switch (parse(bytes, start, end)) {
            case Decimals.Parsed.Invalid invalid -> reason(invalid, bytes, start, end);
            case Decimals.Parsed.Small _, Decimals.Parsed.Large _ -> "is a number";
        };
    }

    private String reason(Decimals.Parsed.Invalid invalid, byte[] bytes, int start, int end) {
        if (!invalid.reason().equals(Decimals.NOT_A_NUMBER) || hasText(bytes, start, end)) {
            return invalid.reason();
        }
        String accepting =
                NOTATIONS.stream()
                        .flatMap(notations -> firstAccepting(notations, bytes, start, end))
                        .map(this::changesTo)
                        .collect(Collectors.joining(" or "));
        return accepting.isEmpty()
                ? invalid.reason()
                : invalid.reason() + "; if this is how the file writes numbers, use " + accepting;
    }

    // Whether the field has an ASCII letter other than e. No notation accepts such a field. Most
    // fields that are rejected are of this kind, so this saves trying all notations.
    private static boolean hasText(byte[] bytes, int start, int end) {
        for (int p = start; p < end; p++) {
            int letter = bytes[p] | 0x20;
            if (letter >= 'a' && letter <= 'z' && letter != 'e') {
                return true;
            }
        }
        return false;
    }

    // The first notation that accepts the field, if there is one. The notation that keeps the
    // thousands separator is tried first. Another one with a thousands separator is tried only if
    // the field contains this separator.
    private Stream<Notation> firstAccepting(
            List<Notation> notations, byte[] bytes, int start, int end) {
        Stream<Notation> keeping =
                notations.stream().filter(notation -> notation.thousands.equals(thousands));
        Stream<Notation> others =
                notations.stream().filter(notation -> notation.hasThousandsIn(bytes, start, end));
        return Stream.concat(keeping, others)
                .filter(notation ->
                        !(notation.parse(bytes, start, end) instanceof Decimals.Parsed.Invalid))
                .limit(1);
    }

    // Whether the field contains the thousands separator. True if the notation has none.
    private boolean hasThousandsIn(byte[] bytes, int start, int end) {
        boolean isFound = thousandsBytes.length == 0;
        for (int p = start; p < end && !isFound; p++) {
            isFound = thousandsAt(bytes, p, end) > 0;
        }
        return isFound;
    }

    // The settings that change this notation to the other one.
    private String changesTo(Notation other) {
        String setDecimal = other.decimal.equals(decimal) ? "" : "--set decimal=" + other.decimal;
        String setThousands =
                other.thousands.equals(thousands)
                        ? ""
                        : "--set thousands=\"" + other.thousands + "\"";
        return (setDecimal + " " + setThousands).strip();
    }
}
