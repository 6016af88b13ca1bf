package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Reads numbers in the notations of several countries, and compares them with what a regular
/// expression and BigDecimal read.
class NotationTest {
    static final List<String> THOUSANDS =
            List.of("", ".", ",", "'", " ", "\u00a0", "\u202f", "\u2019", "_");

    /// The number in the text; empty if it is none in this notation.
    static Optional<BigDecimal> parsed(String text, Notation notation) {
        byte[] bytes = ("<" + text + ">7").getBytes(StandardCharsets.UTF_8);
        return switch (notation.parse(bytes, 1, bytes.length - 2)) {
            case Decimals.Parsed.Small small ->
                    Optional.of(BigDecimal.valueOf(small.mantissa(), small.scale()));
            case Decimals.Parsed.Large large -> Optional.of(large.value());
            case Decimals.Parsed.Invalid _ -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> expected(String text, String decimal, String thousands) {
        String point = Pattern.quote(decimal);
        String whole = "\\d+";
        if (!thousands.isEmpty()) {
            whole = "(\\d+|[1-9]\\d{0,2}(" + Pattern.quote(thousands) + "\\d{3})+)";
        }
        String number =
                "[+-]?(%s(%s\\d*)?|%s\\d+)([eE][+-]?\\d{1,2})?".formatted(whole, point, point);
        String bare = text.replaceAll("^[ \\t]+|[ \\t]+$", "");
        if (!bare.matches(number)) {
            return Optional.empty();
        }
        String plain = thousands.isEmpty() ? bare : bare.replace(thousands, "");
        return Optional.of(new BigDecimal(plain.replace(decimal, ".")));
    }

    /// A text that is often a number in the notation with these separators.
    static String text(SplittableRandom random, String decimal, String thousands) {
        var text = new StringBuilder(List.of("", "-", "+", " ", "\t-").get(random.nextInt(5)));
        String separator = random.nextInt(5) == 0 ? THOUSANDS.get(random.nextInt(9)) : thousands;
        for (int group = random.nextInt(4); group >= 0; group--) {
            int length = random.nextInt(6) == 0 ? random.nextInt(5) : 3;
            for (int i = 0; i < length; i++) {
                text.append(random.nextInt(10));
            }
            text.append(group > 0 && random.nextInt(8) > 0 ? separator : "");
        }
        if (random.nextBoolean()) {
            text.append(
                    random.nextInt(6) == 0 ? List.of(".", ",").get(random.nextInt(2)) : decimal);
            text.append(random.nextInt(3) == 0 ? "" : random.nextInt(100_000));
        }
        text.append(random.nextInt(8) == 0 ? "e" + random.nextInt(-9, 99) : "");
        return text.append(random.nextInt(8) == 0 ? separator + " " : "").toString();
    }

    @Test
    void numbersAreReadAsARegularExpressionReadsThem() {
        int[] outcomes = new int[2];
        Seeds.each(
                200_000,
                random -> {
                    String decimal = random.nextBoolean() ? "." : ",";
                    String thousands = THOUSANDS.get(random.nextInt(THOUSANDS.size()));
                    if (!thousands.equals(decimal)) {
                        String text = text(random, decimal, thousands);
                        Optional<BigDecimal> number =
                                parsed(text, new Notation(decimal, thousands));

                        assertThat(number.map(Decimals::canonical))
                                .as("\"%s\" with \"%s\" and \"%s\"", text, decimal, thousands)
                                .isEqualTo(
                                        expected(text, decimal, thousands)
                                                .map(Decimals::canonical));
                        outcomes[number.isPresent() ? 1 : 0]++;
                    }
                });
        assertThat(outcomes[0]).isGreaterThan(20_000);
        assertThat(outcomes[1]).isGreaterThan(20_000);
    }

    @Test
    void thousandsSeparatorsFollowEveryThreeDigitsOrAreMissing() {
        var german = new Notation(",", ".");

        assertThat(parsed("1.234.567,25", german)).contains(new BigDecimal("1234567.25"));
        assertThat(parsed("1234567,25", german)).contains(new BigDecimal("1234567.25"));
        assertThat(List.of("1.23", "12.34.567", "1234.567", "1.234.56", ".123", "1..234", "0.123"))
                .allSatisfy(text -> assertThat(parsed(text, german)).isEmpty());
        assertThat(List.of("1,234.5", "1,5,5", "1,234.567", "1.234,567.8", "1e1.000", "12,34.567"))
                .allSatisfy(text -> assertThat(parsed(text, german)).isEmpty());
        assertThat(parsed("12,34,567.8", new Notation(".", ","))).isEmpty();
        assertThat(parsed(" 1 234,5 ", new Notation(",", " "))).contains(new BigDecimal("1234.5"));
        assertThat(parsed("1\u00a0234 567", new Notation(",", " "))).isEmpty();
    }

    @Test
    void unknownAndContradictingSettingsAreRejected() {
        assertThatThrownBy(() -> new Job("a\n1\n", 9, Map.of("decimal", ";")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("setting decimal is . (a point) or , (a comma), not \";\"");
        assertThatThrownBy(() -> new Job("a\n1\n", 9, Map.of("thousands", ".")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("both \".\"", "set decimal=, as well");
        assertThatThrownBy(() -> new Job("a\n1\n", 9, Map.of("decimal", ",", "thousands", ",")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("set decimal=. as well");
        assertThatThrownBy(() -> new Job("a\n1\n", 9, Map.of("thousands", "..")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("not \"..\"");
    }

    @Test
    void aQuotedNumberMayContainTheSeparator() {
        String file = "k,v\na,\"1,5\"\na,\"1.000,25\"\nb,2\nb,\"1,2,3\"\n";
        for (int slice : new int[] {3, 1 << 20}) {
            var job =
                    new Job(
                            file,
                            slice,
                            Map.of(
                                    "separator",
                                    ",",
                                    "group-by",
                                    "k",
                                    "measure",
                                    "v",
                                    "decimal",
                                    ",",
                                    "thousands",
                                    "."));

            assertThat(job.json()).contains("\"sum\":1001.75,", "\"sum\":2,");
            assertThat(
                            job.workAll().stream()
                                    .mapToLong(result -> result.records().rejected())
                                    .sum())
                    .isEqualTo(1);
        }
        String english = "k;v\na;1,234.5\na;-0.25\na;NA\n";
        assertThat(
                        new Job(
                                        english,
                                        1 << 20,
                                        Map.of("separator", ";", "measure", "v", "thousands", ","))
                                .json())
                .contains("\"count\":2,\"missing\":1,\"sum\":1234.25,");
    }
}
