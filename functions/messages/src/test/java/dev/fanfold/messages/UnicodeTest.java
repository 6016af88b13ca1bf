package dev.fanfold.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Halves of surrogate pairs and invalid bytes are rejected when they are read, with their place.
class UnicodeTest {
    @Test
    void halfACharacterIsRefusedWithItsPlace() {
        assertRefused("{\"a\":\"\\ud800\"}", "it: \"a\" is not valid Unicode", "in \"\\ud800\"");
        assertRefused("{\"a\":\"x\\udc00y\"}", "it: \"a\" is not valid Unicode", "\"x\\udc00y\"");
        assertRefused("{\"a\":\"\\ude00\\ud83d\"}", "it: \"a\"", "\\ude00\\ud83d");
        assertRefused("{\"a\":{\"b\":[1,{\"c\":[\"\\uDBFF\"]}]}}", "it: \"a.b[1].c[0]\"");
        assertRefused("{\"\\ud800\":1}", "it: a name is not valid Unicode", "\"\\ud800\"");
        assertRefused("{\"a\":[{\"x\\ud800\":1}]}", "it: a name in \"a[0]\"", "\"x\\ud800\"");
        assertRefused("{\"a\":\"\uD800\"}", "it: \"a\" is not valid Unicode", "in \"\\ud800\"");
        assertRefused("{\"\uDC00\":1}", "it: a name is not valid Unicode");
        assertRefused("{\"a\":1}\uD800", "it is not JSON", "");
    }

    @Test
    void wholeCharactersAreReadHoweverTheyAreSpelled() {
        for (String spelled :
                new String[] {
                    "\uD83D\uDE00", "\\ud83d\\ude00", "\\uD83D\uDE00", "\uD83D" + "\\ude00"
                }) {
            assertThat(Json.read("it", "{\"a\":\"" + spelled + "\"}").text("a"))
                    .as(spelled)
                    .isEqualTo("\uD83D\uDE00");
        }
        assertThat(Json.read("it", "{\"a\":\"\\\\ud800\"}").text("a")).isEqualTo("\\ud800");
        assertThat(Json.read("it", "{\"a\":\"\uFFFD\uFFFF\\u0000\"}").text("a"))
                .isEqualTo("\uFFFD\uFFFF\u0000");
    }

    @Test
    void whatIsReadCanBeWrittenAndWhatIsRefusedSaysSoInTextThatCan() {
        for (int seed = 1; seed <= 20_000; seed++) {
            var random = new SplittableRandom(seed);
            String json = "{\"" + text(random) + "\":[{\"b\":\"" + text(random) + "\"}]}";
            try {
                Fields read = Json.read("it", json);
                String name = read.names().iterator().next();
                assertThat(Unicode.isValid(name + read.raw(name))).as("seed %d", seed).isTrue();
                assertThat(Json.write(Map.of("it", String.valueOf(read.raw(name))))).isNotEmpty();
            } catch (UnreadableMessageException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("not valid Unicode");
                assertThat(Unicode.isValid(String.valueOf(e.getMessage())))
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    private static String text(RandomGenerator random) {
        String[] parts = {
            "a", "\\ud83d", "\\ude00", "\uD83D", "\uDE00", "\\u0061", "é", "\uD83D\uDE00", "\\\\"
        };
        var text = new StringBuilder();
        for (int i = random.nextInt(50); i > 0; i--) {
            text.append(parts[random.nextInt(random.nextBoolean() ? 1 : parts.length)]);
        }
        return text.toString();
    }

    @Test
    void anErrorNeverCutsACharacterInHalf() {
        for (int before = 0; before < 100; before++) {
            String text = "x".repeat(before) + "\uD83D\uDE00".repeat(60);

            assertThat(Unicode.isValid(Fields.shown(text))).isTrue();
            assertThatThrownBy(() -> Json.read("it", text))
                    .satisfies(e ->
                            assertThat(Unicode.isValid(String.valueOf(e.getMessage()))).isTrue());
        }
    }

    @Test
    void aReasonIsTextThatCanBeStored() {
        for (int before = 490; before < 500; before++) {
            String text = "x".repeat(before) + "\uD83D\uDE00".repeat(60);
            assertThat(Unicode.isValid(new Reason(Reason.Kind.INPUT, text).text())).isTrue();
        }
        assertThat(new Reason(Reason.Kind.INPUT, "no \uD800, \uD83D\uDE00").text())
                .isEqualTo("no \uFFFD, \uD83D\uDE00");
    }

    @Test
    void byteOrderMarksAreLeftOutAtTheStartOnly() {
        for (int marks = 0; marks < 4; marks++) {
            assertThat(Json.read("it", "\uFEFF".repeat(marks) + "{\"a\":1}").number("a"))
                    .isEqualTo(1);
        }
        for (String text :
                new String[] {"\uFEFF", "\uFEFF\uFEFF", "{\uFEFF\"a\":1}", " \uFEFF{}"}) {
            assertThatThrownBy(() -> Json.read("it", text))
                    .isInstanceOf(UnreadableMessageException.class);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[][] broken = {
            {(byte) 0xff},
            {(byte) 0xc3},
            {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {(byte) 0xc0, (byte) 0xae},
            {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
            "{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1),
            "{\"a\":1}".getBytes(StandardCharsets.UTF_16)
        };
        for (byte[] bytes : broken) {
            assertThatThrownBy(() -> Unicode.utf8("it", bytes))
                    .isInstanceOf(UnreadableMessageException.class)
                    .hasMessageContaining("it is not UTF-8");
        }
    }

    private static void assertRefused(String json, String... why) {
        assertThatThrownBy(() -> Json.read("it", json))
                .isInstanceOf(UnreadableMessageException.class)
                .satisfies(e -> {
                    assertThat(e.getMessage()).contains(why);
                    assertThat(Unicode.isValid(String.valueOf(e.getMessage()))).isTrue();
                });
    }
}
