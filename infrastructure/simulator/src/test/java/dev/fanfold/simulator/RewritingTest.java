package dev.fanfold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fanfold.messages.Json;
import dev.fanfold.testkit.Seeds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A rewritten input is of the same kind, so a reader must accept it.
class RewritingTest {
    private static final List<String> VALUES =
            List.of(
                    "0",
                    "-1.5e10",
                    "100",
                    "0.07",
                    "true",
                    "null",
                    "\"\"",
                    "\"bob\"",
                    "\"ü 日本\"",
                    "\"a\\\"b\"",
                    "\"\\u00fc1\\\\\"",
                    "\"\\ud83d\\ude00\"",
                    "[1,\"a\"]",
                    "{\"b\" : \"c\\n\"}",
                    "\"2026-11-28\"");
    private static final List<String> FIELDS =
            List.of("", "abc", "\"a,b\"", "\"x \"\"y\"\" z\"", "12", "ü", "\\N", "NA", "\"\"");

    @Test
    void jsonLinesStayJsonLinesWithTheSameNames() {
        Seeds.forSeeds(
                1,
                500,
                random -> {
                    String text =
                            lines(random, () -> "{\"v\":1,\"name\":" + one(random, VALUES) + "}");

                    String other = rewritten(text);

                    assertThat(other).isNotEqualTo(text);
                    other.lines()
                            .forEach(line -> {
                                assertThatCode(() -> Json.read("a line", line))
                                        .as(line)
                                        .doesNotThrowAnyException();
                                assertThat(line).contains("\"v\":").contains("\"name\":");
                            });
                });
    }

    @Test
    void delimitedTextKeepsItsColumnsAndItsHeader() {
        Seeds.forSeeds(
                1,
                500,
                random -> {
                    String text = "name,count2,remark3\n" + lines(random, () -> row(random));

                    String other = rewritten(text);

                    assertThat(other).isNotEqualTo(text).startsWith("name,count2,remark3\n");
                    assertThat(shape(other)).startsWith(shape(text));
                });
    }

    @Test
    void textStaysTextWithTheSameNumberOfLines() {
        Seeds.forSeeds(
                1,
                500,
                random -> {
                    String text =
                            "é"
                                    + lines(
                                            random,
                                            () -> one(random, List.of("", "x", "héé", "7", "😀")));

                    String other = rewritten(text);

                    assertThat(other).isNotEqualTo(text).doesNotContain("\ufffd");
                    assertThat(other.lines().count())
                            .isBetween(text.lines().count(), text.lines().count() + 1);
                });
    }

    @Test
    void binaryDataKeepsItsLength() {
        Seeds.forSeeds(
                1,
                200,
                random -> {
                    byte[] bytes = new byte[1 + random.nextInt(100)];
                    random.nextBytes(bytes);
                    bytes[0] = (byte) 0xff;

                    assertThat(InputRewriter.of(bytes)).hasSameSizeAs(bytes).isNotEqualTo(bytes);
                });
    }

    @Test
    void anEmptyInputStaysEmpty() {
        assertThat(InputRewriter.of(new byte[0])).isEmpty();
    }

    private static String rewritten(String text) throws java.nio.charset.CharacterCodingException {
        byte[] other = InputRewriter.of(text.getBytes(StandardCharsets.UTF_8));
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(other)).toString();
    }

    private static String lines(RandomGenerator random, java.util.function.Supplier<String> line) {
        String end = random.nextBoolean() ? "\n" : "\r\n";
        return IntStream.range(0, 1 + random.nextInt(9))
                        .mapToObj(_ -> line.get())
                        .collect(Collectors.joining(end))
                + (random.nextBoolean() ? end : "");
    }

    private static String row(RandomGenerator random) {
        return one(random, FIELDS) + "," + one(random, FIELDS) + "," + one(random, FIELDS);
    }

    private static String one(RandomGenerator random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    // The text with all digits except 0 and all letters made equal.
    private static String shape(String text) {
        return text.replaceAll("[1-9]", "1").replaceAll("[A-Za-z]", "a");
    }
}
