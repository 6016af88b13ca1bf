package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// [Decimals] reads numbers as [BigDecimal] does, and rejects every other text.
class DecimalsTest {
    private static Optional<BigDecimal> parsed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return switch (Decimals.parse(bytes, 0, bytes.length)) {
            case Decimals.Parsed.Small small ->
                    Optional.of(BigDecimal.valueOf(small.mantissa(), small.scale()));
            case Decimals.Parsed.Large large -> Optional.of(large.value());
            case Decimals.Parsed.Invalid _ -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> parsedShort(String text) {
        byte[] bytes =
                Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), text.length() + Words.SLACK);
        Arrays.fill(bytes, text.length(), bytes.length, (byte) '7');
        long number = Decimals.shortNumber(bytes, 0, text.length());
        return number == Decimals.NONE
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(number >> 8, (int) number & 0xff));
    }

    // The expected number. A regular expression decides whether the text is a number. Digits and
    // exponent are checked before a BigDecimal is created, which could not hold every exponent.
    private static Optional<BigDecimal> expected(String text) {
        String bare = text.replaceAll("^[ \\t]++|[ \\t]++$", "");
        if (bare.length() > Decimals.MAX_LENGTH
                || !bare.matches("[+-]?(\\d++\\.?\\d*+|\\.\\d++)([eE][+-]?\\d++)?")) {
            return Optional.empty();
        }
        var shape = Pattern.compile("([+-]?)(\\d*+)\\.?(\\d*+)(?:[eE]([+-]?\\d++))?").matcher(bare);
        if (!shape.matches()) {
            throw new AssertionError(text);
        }
        var unscaled = new BigInteger(shape.group(2) + shape.group(3));
        var exponent = new BigInteger(Objects.requireNonNullElse(shape.group(4), "0"));
        if (unscaled.signum() == 0) {
            return Optional.of(BigDecimal.ZERO);
        }
        BigDecimal digits = new BigDecimal(unscaled).stripTrailingZeros();
        BigInteger scale =
                BigInteger.valueOf(digits.scale() + shape.group(3).length()).subtract(exponent);
        BigInteger magnitude = BigInteger.valueOf(digits.precision() - 1).subtract(scale);
        boolean within =
                digits.precision() <= Decimals.MAX_DIGITS
                        && magnitude.abs().compareTo(BigInteger.valueOf(300)) <= 0;
        return within
                ? Optional.of(
                        new BigDecimal(
                                shape.group(1).equals("-")
                                        ? digits.unscaledValue().negate()
                                        : digits.unscaledValue(),
                                scale.intValueExact()))
                : Optional.empty();
    }

    private static String text(SplittableRandom random) {
        String alphabet = random.nextInt(3) == 0 ? "0123456789..--++eE x/:" : "00123456789.-";
        var text = new StringBuilder();
        for (int i = 1 + random.nextInt(random.nextBoolean() ? 8 : 30); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void randomTextsAreReadAsBigDecimalReadsThem() {
        Seeds.each(
                300_000,
                random -> {
                    String text = text(random);

                    assertThat(parsed(text).map(Decimals::canonical))
                            .as(text)
                            .isEqualTo(expected(text).map(Decimals::canonical));
                });
    }

    @Test
    void shortNumbersAreReadTheSameWay() {
        Seeds.each(
                300_000,
                random -> {
                    String text = text(random);
                    if (text.length() <= 8) {
                        boolean plain = text.matches("-?(\\d+\\.?\\d*|\\.\\d+)");
                        assertThat(parsedShort(text))
                                .as(text)
                                .isEqualTo(plain ? parsed(text) : Optional.empty());
                    }
                });
    }

    // Digits and exponents around every limit, of every length, with zeros at both ends.
    private static String extremeText(SplittableRandom random) {
        int[] lengths = {0, 1, 17, 18, 19, 63, 64, 65, 300, 996, 1_000, 1_001, 4_000};
        long[] exponents = {
            0,
            1,
            18,
            19,
            299,
            300,
            301,
            363,
            364,
            1_000,
            999_999_999,
            Integer.MAX_VALUE,
            Long.MAX_VALUE
        };
        var text = new StringBuilder(List.of("", "-", "+", " -", "--").get(random.nextInt(5)));
        for (int part = random.nextInt(1, 4); part > 0; part--) {
            String digit = random.nextInt(3) == 0 ? "0" : String.valueOf(random.nextInt(10));
            text.append(digit.repeat(lengths[random.nextInt(lengths.length)]));
            text.append(random.nextInt(3) == 0 ? "." : "");
        }
        if (random.nextInt(3) > 0) {
            var exponent = BigInteger.valueOf(exponents[random.nextInt(exponents.length)]);
            text.append(random.nextBoolean() ? "e" : "E")
                    .append(List.of("", "-", "+", "-0", "00").get(random.nextInt(5)))
                    .append(exponent.add(BigInteger.valueOf(random.nextInt(3) - 1L)).abs())
                    .append(random.nextInt(9) == 0 ? "0".repeat(random.nextInt(990)) : "");
        }
        return text.toString();
    }

    @Test
    void textsNearTheLimitsAreReadOrRejectedCorrectly() {
        int[] outcomes = new int[2];
        Seeds.each(
                20_000,
                random -> {
                    String text = extremeText(random);

                    Optional<BigDecimal> number = parsed(text);
                    assertThat(number.map(Decimals::canonical))
                            .as(text)
                            .isEqualTo(expected(text).map(Decimals::canonical));
                    outcomes[number.isPresent() ? 1 : 0]++;
                });
        assertThat(outcomes[0]).isGreaterThan(3_000);
        assertThat(outcomes[1]).isGreaterThan(3_000);
    }

    private static String rejection(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Decimals.parse(bytes, 0, bytes.length) instanceof Decimals.Parsed.Invalid invalid
                ? invalid.reason()
                : "a number";
    }

    @Test
    void valuesAtTheLimitsAreAcceptedAndOnePastThemIsRejected() {
        String longest = "0".repeat(Decimals.MAX_LENGTH - 1) + "7";
        String digits = "1".repeat(Decimals.MAX_DIGITS);

        for (String sign : List.of("", "+", "-")) {
            assertThat(List.of(digits, digits + "e237", digits + "e-363", "9.9e300", "1e-300"))
                    .allSatisfy(text -> assertThat(rejection(sign + text)).isEqualTo("a number"));
            assertThat(rejection(sign + digits + "1")).isEqualTo("has more than 64 digits");
            assertThat(List.of(digits + "e238", digits + "e-364", "1e301", "9.9e-301", "100e299"))
                    .allSatisfy(text ->
                            assertThat(rejection(sign + text))
                                    .isEqualTo("is beyond 10^300 or 10^-300"));
        }
        assertThat(parsed(longest)).contains(BigDecimal.valueOf(7));
        assertThat(rejection("0" + longest)).isEqualTo("is longer than 1000 characters");
        assertThat(rejection(" ".repeat(5_000) + longest + "\t")).isEqualTo("a number");
    }

    @Test
    void exponentsOfAnyLengthAreReadOrRejected() {
        assertThat(
                        List.of(
                                "100e2147483647",
                                "1E+2147483648",
                                "1e-2147483648",
                                "1e99999999999999999999"))
                .allSatisfy(text ->
                        assertThat(rejection(text)).isEqualTo("is beyond 10^300 or 10^-300"));
        assertThat(List.of("0e2147483648", "0.000e-99999999999", "-0E+301"))
                .allSatisfy(text -> assertThat(parsed(text)).contains(BigDecimal.ZERO.setScale(0)));
        assertThat(parsed("1e0000000000000000000005")).contains(BigDecimal.valueOf(100_000));
        assertThat(parsed("0." + "0".repeat(400) + "1e401")).contains(BigDecimal.ONE);
    }

    @Test
    void textsThatAreNotNumbersAreRejected() {
        assertThat(parsed("1".repeat(Decimals.MAX_DIGITS))).isPresent();
        assertThat(parsed("1".repeat(Decimals.MAX_DIGITS + 1))).isEmpty();
        assertThat(parsed("0".repeat(500) + "1")).contains(BigDecimal.ONE);
        assertThat(
                        List.of(
                                "1e301",
                                "1e-301",
                                "1e999999999999",
                                "1e2147483647",
                                "NaN",
                                "-nan",
                                "+",
                                "-",
                                ".",
                                "-.",
                                "e5",
                                ".e5",
                                "1e",
                                "1e+",
                                "1e5.0",
                                "1e5e5",
                                "1.2.3",
                                "1 000",
                                "-Infinity",
                                "0b1",
                                "1f",
                                "1d",
                                "１２",
                                "−1",
                                "1\u00a0",
                                "Infinity",
                                "0x10",
                                "1_000",
                                "١"))
                .allSatisfy(text -> assertThat(parsed(text)).isEmpty());
        assertThat(parsed("1e300")).isPresent();
        assertThat(parsed("0e999"))
                .hasValueSatisfying(zero -> assertThat(zero).isEqualByComparingTo("0"));
    }
}
