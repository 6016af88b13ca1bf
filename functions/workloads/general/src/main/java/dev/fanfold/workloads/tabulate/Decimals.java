package dev.fanfold.workloads.tabulate;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Reads decimal numbers from bytes: `12`, `-0.50`, `+7.`, `.5`, `1e5`, with spaces or tabs around
/// them. NaN and infinities are not numbers.
///
/// A number is read without rounding: as `mantissa / 10^scale` if that is possible with a magnitude
/// of the mantissa below 2^62 and a scale from 0 to 18, else as a BigDecimal. It has at most
/// [#MAX_DIGITS] significant digits and [#MAX_LENGTH] characters. It is 0, or its magnitude is at
/// least 10^-300 and less than 10^301. These limits bound the size of exact sums: the sum of n
/// numbers has at most 301 digits before its point, plus the digits of n, and at most 363 after it.
final class Decimals {
    static final int MAX_DIGITS = 64;
    static final int MAX_EXPONENT = 300;
    static final String NOT_A_NUMBER = "is not a number";
    static final int MAX_LENGTH = 1_000;

    /// The result of [#shortNumber] if the bytes have another form, and of [#withMorePlaces] if the
    /// mantissa becomes too large.
    static final long NONE = Long.MIN_VALUE;

    /// The magnitude of a mantissa is less than this. So the difference of two mantissas does not
    /// overflow.
    static final long MAX_MANTISSA = 1L << 62;

    /// 10^0 to 10^18.
    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private static final long ZEROS = Words.repeat((byte) '0');
    private static final long DOTS = Words.repeat((byte) '.');
    // The upper four bits of each byte; those of the digits 0 to 9 are 3.
    private static final long UPPER_BITS = Words.repeat((byte) 0xf0);
    private static final long SIXES = Words.repeat((byte) 6);
    private static final long THREES = Words.repeat((byte) 0x33);

    private Decimals() {}

    /// The number in the `length` (1 to 8) bytes from `start` on, as `mantissa * 256 + scale`. It
    /// has a minus sign or none, digits, and at most one dot; other bytes result in [#NONE]. The
    /// bytes are handled as one word: they are moved to its end, the character 0 fills the
    /// beginning, and minus sign and dot are removed. What remains must be eight digits.
    static long shortNumber(byte[] bytes, int start, int length) {
        int shift = 8 * (8 - length);
        long word = Words.at(bytes, start) << shift | (ZEROS >>> 8) >>> (8 * (length - 1));
        long minus = ((((word >>> shift) & 0xff) ^ '-') - 1) >> 63;
        word ^= (('-' ^ '0') & minus) << shift;
        int digits = length + (int) minus;
        int scale = 0;
        long dots = Words.equal(word, DOTS);
        if (dots != 0) {
            int dot = Long.numberOfTrailingZeros(dots) - 7;
            long beforeDot = word & ((1L << dot) - 1);
            long afterDot = word & (-1L << dot << 8);
            word = afterDot | beforeDot << 8 | '0';
            scale = (56 - dot) >>> 3;
            digits--;
        }
        // A byte is a digit if its upper four bits are 3, and remain 3 when 6 is added.
        boolean hasOther = ((word & UPPER_BITS) | ((word + SIXES) & UPPER_BITS) >>> 4) != THREES;
        if (hasOther || digits <= 0) {
            return NONE;
        }
        long value = eightDigits(word);
        return ((value ^ minus) - minus) << 8 | scale;
    }

    // Combines the digits to pairs, the pairs to fours, and these to the number. The lowest byte of
    // the word is the first digit.
    private static long eightDigits(long word) {
        long digits = word - ZEROS;
        long pairs = digits * 10 + (digits >>> 8);
        long even = (pairs & 0x000000ff000000ffL) * 0x000f424000000064L;
        long odd = ((pairs >>> 16) & 0x000000ff000000ffL) * 0x0000271000000001L;
        return (even + odd) >>> 32;
    }

    /// The result of parsing a field of any length.
    sealed interface Parsed {
        /// `mantissa / 10^scale`, |mantissa| < 2^62, the scale from 0 to 18.
        record Small(long mantissa, int scale) implements Parsed {}

        /// A number that does not fit a [Small]; its unscaled value has no trailing zeros.
        record Large(BigDecimal value) implements Parsed {}

        /// A field that is rejected.
        record Invalid(String reason) implements Parsed {}
    }

    /// The number in `[start, end)`, which spaces or tabs may surround.
    static Parsed parse(byte[] bytes, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isSpace(bytes[from])) {
            from++;
        }
        while (from < to && isSpace(bytes[to - 1])) {
            to--;
        }
        int mantissaEnd = mantissaEnd(bytes, from, to);
        boolean hasExponent = mantissaEnd != to;
        if (mantissaEnd < 0 || (hasExponent && !isExponent(bytes, mantissaEnd + 1, to))) {
            return new Parsed.Invalid(NOT_A_NUMBER);
        }
        if (to - from > MAX_LENGTH) {
            return new Parsed.Invalid("is longer than %d characters".formatted(MAX_LENGTH));
        }
        return !hasExponent && to - from <= 18
                ? parseShort(bytes, from, to)
                : parseGeneral(bytes, from, mantissaEnd, to);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    // Skips an optional sign, and digits with at most one dot. Returns the index of the e that
    // follows, or `to` if nothing follows; -1 if this is not the beginning of a number.
    private static int mantissaEnd(byte[] bytes, int from, int to) {
        int p = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        int digits = 0;
        int dots = 0;
        for (; p < to && (isDigit(bytes[p]) || bytes[p] == '.'); p++) {
            digits += bytes[p] == '.' ? 0 : 1;
            dots += bytes[p] == '.' ? 1 : 0;
        }
        boolean ends = p == to || bytes[p] == 'e' || bytes[p] == 'E';
        return digits > 0 && dots <= 1 && ends ? p : -1;
    }

    // Whether the bytes are an optional sign and at least one digit.
    private static boolean isExponent(byte[] bytes, int from, int to) {
        int p = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        int first = p;
        while (p < to && isDigit(bytes[p])) {
            p++;
        }
        return p == to && p > first;
    }

    // Parses a number of at most 18 characters without an exponent.
    private static Parsed parseShort(byte[] bytes, int from, int to) {
        long value = 0;
        int scale = 0;
        boolean fraction = false;
        for (int p = from; p < to; p++) {
            if (isDigit(bytes[p])) {
                value = 10 * value + (bytes[p] - '0');
                scale += fraction ? 1 : 0;
            } else {
                fraction |= bytes[p] == '.';
            }
        }
        return new Parsed.Small(bytes[from] == '-' ? -value : value, scale);
    }

    // Parses a number of any length. Counts the digits and checks the exponent before it creates a
    // BigDecimal. A BigDecimal cannot hold every exponent, and some of its operations take longer
    // the larger the exponent is.
    private static Parsed parseGeneral(byte[] bytes, int from, int mantissaEnd, int to) {
        var digits = new StringBuilder(to - from);
        int places = 0;
        boolean fraction = false;
        for (int p = from; p < mantissaEnd; p++) {
            fraction |= bytes[p] == '.';
            places += fraction && isDigit(bytes[p]) ? 1 : 0;
            if (isDigit(bytes[p]) && (bytes[p] != '0' || !digits.isEmpty())) {
                digits.append((char) bytes[p]);
            }
        }
        if (digits.isEmpty()) {
            return new Parsed.Small(0, 0);
        }
        int last = digits.length() - 1;
        while (digits.charAt(last) == '0') {
            last--;
        }
        long scale = places - (digits.length() - 1 - last) - exponent(bytes, mantissaEnd, to);
        if (last >= MAX_DIGITS) {
            return new Parsed.Invalid("has more than %d digits".formatted(MAX_DIGITS));
        }
        if (Math.abs(last - scale) > MAX_EXPONENT) {
            return new Parsed.Invalid(
                    "is beyond 10^%d or 10^-%d".formatted(MAX_EXPONENT, MAX_EXPONENT));
        }
        var unscaled = new BigInteger(digits.substring(0, last + 1));
        return of(new BigDecimal(bytes[from] == '-' ? unscaled.negate() : unscaled, (int) scale));
    }

    // The exponent after the e at `p`, 0 if there is none. A magnitude above a million becomes a
    // million, because a number with either exponent is out of range.
    private static long exponent(byte[] bytes, int p, int to) {
        long exponent = 0;
        for (int i = p + 1; i < to; i++) {
            if (isDigit(bytes[i])) {
                exponent = Math.min(1_000_000, 10 * exponent + bytes[i] - '0');
            }
        }
        return p + 1 < to && bytes[p + 1] == '-' ? -exponent : exponent;
    }

    /// The value, which has no trailing zeros, as a [Parsed.Small] if it fits, else as a
    /// [Parsed.Large].
    static Parsed of(BigDecimal value) {
        BigDecimal exact = value.scale() < 0 && value.scale() > -19 ? value.setScale(0) : value;
        boolean fits =
                exact.scale() >= 0
                        && exact.scale() <= 18
                        && exact.unscaledValue().abs().bitLength() <= 62;
        return fits
                ? new Parsed.Small(exact.unscaledValue().longValueExact(), exact.scale())
                : new Parsed.Large(value);
    }

    /// The canonical form of a value: without trailing zeros.
    static BigDecimal canonical(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /// `mantissa * 10^places`, or [#NONE] if the magnitude is not less than [#MAX_MANTISSA].
    ///
    /// @param places 0 or more
    static long withMorePlaces(long mantissa, int places) {
        if (places >= POWERS_OF_TEN.length) {
            return mantissa == 0 ? 0 : NONE;
        }
        long high = Math.multiplyHigh(mantissa, POWERS_OF_TEN[places]);
        long low = mantissa * POWERS_OF_TEN[places];
        return high == low >> 63 && Math.abs(low) < MAX_MANTISSA && low != Long.MIN_VALUE
                ? low
                : NONE;
    }
}
