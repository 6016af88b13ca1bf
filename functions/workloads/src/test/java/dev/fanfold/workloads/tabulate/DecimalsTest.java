package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Numbers are read as [BigDecimal] reads them, and nothing else is a number.
class DecimalsTest {
    private static Optional<BigDecimal> parsed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return switch (Decimals.parse(bytes, 0, bytes.length)) {
            case Decimals.Parsed.Small small ->
                    Optional.of(BigDecimal.valueOf(small.mantissa(), small.scale()));
            case Decimals.Parsed.Large large -> Optional.of(large.value());
            case Decimals.Parsed.Not _ -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> shortly(String text) {
        byte[] bytes =
                Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), text.length() + Words.SLACK);
        Arrays.fill(bytes, text.length(), bytes.length, (byte) '7');
        long number = Decimals.shortNumber(bytes, 0, text.length());
        return number == Decimals.NONE
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(number >> 8, (int) number & 0xff));
    }

    private static Optional<BigDecimal> expected(String text) {
        return text.matches("[ \\t]*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?[ \\t]*")
                ? Optional.of(new BigDecimal(text.strip()))
                : Optional.empty();
    }

    private static String text(SplittableRandom random) {
        String letters = random.nextInt(3) == 0 ? "0123456789..--++eE x/:" : "00123456789.-";
        var text = new StringBuilder();
        for (int i = 1 + random.nextInt(random.nextBoolean() ? 8 : 30); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString()
                .replaceAll("(e[+-]?\\d\\d)\\d+", "$1")
                .replaceAll("(E[+-]?\\d\\d)\\d+", "$1");
    }

    @Test
    void theSameTextsAreTheSameNumbers() {
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
                        assertThat(shortly(text))
                                .as(text)
                                .isEqualTo(plain ? parsed(text) : Optional.empty());
                    }
                });
    }

    @Test
    void whatGoesBeyondTheLimitsIsNoNumber() {
        assertThat(parsed("1".repeat(Decimals.MOST_DIGITS))).isPresent();
        assertThat(parsed("1".repeat(Decimals.MOST_DIGITS + 1))).isEmpty();
        assertThat(parsed("0".repeat(500) + "1")).contains(BigDecimal.ONE);
        assertThat(
                        List.of(
                                "1e301",
                                "1e-301",
                                "1e999999999999",
                                "1e2147483647",
                                "NaN",
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
