package dev.fanfold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.messages.Json;
import dev.fanfold.workload.Table;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// Escaped text cannot control the terminal.
class VisibleTextTest {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u\\{([0-9a-f]+)}");

    /// Characters that must not reach a terminal: controls, formats, separators, surrogates,
    /// unassigned ones, and every space but the ASCII one.
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Co}\\p{Zl}\\p{Zp}[\\p{Zs}&&[^ ]]]");

    private static final int[] NASTY = {
        0, 7, 8, 9, 10, 13, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0xa0, 0xad, 0x34f, 0x61c, 0x180e,
        0x200b, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069,
        0x3000, 0x3164, 0xd800, 0xdfff, 0xe000, 0xfe0f, 0xfeff, 0xfff9, 0xffff, 0x1d173, 0xe0041,
        0xe0100, 0x10ffff, '\\', 'u', '{', '}', '9', 'b', 'a', ' ', '"'
    };

    @Test
    void everyCodePointIsShownOrEscaped() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String text = Character.toString(point);
            String shown = VisibleText.of(text);

            assertThat(HIDDEN.matcher(shown).find()).as("%x", point).isFalse();
            assertThat(shown).as("%x", point).isIn(text, "\\u{" + Integer.toHexString(point) + "}");
            assertThat(VisibleText.width(shown)).as("%x", point).isBetween(0, 10);
        }
    }

    @Test
    void lettersOfEveryScriptAndEmojiAreLeftAsTheyAre() {
        String text =
                "Zürich, Ελλάδα, Москва, 日本語, 한국어, العربية, हिन्दी, e\u0301, 🚀, a\\b, C:\\users";

        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @RepeatedTest(200)
    void twoTextsNeverLookTheSame(RepetitionInfo run) {
        String text = nasty(run.getCurrentRepetition());

        assertThat(read(VisibleText.of(text)))
                .as("seed %d", run.getCurrentRepetition())
                .isEqualTo(text);
    }

    @RepeatedTest(200)
    void jsonKeepsItsMeaningAndHidesNothing(RepetitionInfo run) {
        // The JSON writer refuses lone surrogates.
        String text = nasty(run.getCurrentRepetition()).replaceAll("\\p{Cs}", "");
        String document = Json.write(Map.of("a", text)) + "\r\n\t\n";

        String shown = VisibleText.json(document);

        assertThat(HIDDEN.matcher(shown.replaceAll("[\n\t]", "")).find())
                .as("seed %d", run.getCurrentRepetition())
                .isFalse();
        assertThat(Json.read("shown", shown).text("a"))
                .isEqualTo(Json.read("document", document).text("a"));
    }

    @Test
    void anEscapeInTheTextDiffersFromOneThatWasAdded() {
        assertThat(VisibleText.of("\\u{9b}")).isEqualTo("\\u{5c}u{9b}");
        assertThat(VisibleText.of("\u009b")).isEqualTo("\\u{9b}");
        assertThat(VisibleText.of("\\\\u{9b}")).isEqualTo("\\\\u{5c}u{9b}");
    }

    @Test
    void columnsAreAsWideAsWhatIsShown() {
        var screen = new Captured();

        new TextTable(
                        new Table(
                                List.of("name", "n"),
                                List.of(
                                        List.of("日本", "1"),
                                        List.of("e\u0301a", "22"),
                                        List.of("\u202e", "3"),
                                        List.of("🚀", "4"),
                                        List.of("ｱ", "5"))))
                .print(screen.terminal());

        assertThat(screen.text())
                .isEqualTo(
                        "name       n\n日本       1\ne\u0301a        22\n\\u{202e}   3\n🚀         4\nｱ          5\n");
    }

    @Test
    void aDrawnLineIsCutByColumnsNotByCharacters() {
        assertThat(VisibleText.clipped("日本語", 5)).isEqualTo("日本");
        assertThat(VisibleText.clipped("e\u0301🚀b", 3)).isEqualTo("e\u0301🚀");
        assertThat(VisibleText.clipped("ab", 0)).isEmpty();
    }

    @Test
    void everyWayToPrintEscapes() {
        String nasty = "a\u009b\u202e\u2028\rb";
        var screen = new Captured();
        Terminal terminal = screen.terminal();

        terminal.print(nasty);
        terminal.print(4, nasty, nasty);
        terminal.printJson("\"" + nasty.replace("\r", "") + "\"");
        terminal.say(nasty);
        terminal.log(nasty + "\n\tat " + nasty);
        terminal.draw(nasty);

        String shown = screen.text().replace("\r\u001b[K", "");
        assertThat(HIDDEN.matcher(shown.replace("\n", "")).find()).as(shown).isFalse();
        assertThat(shown.lines()).hasSize(7);
    }

    private static String nasty(long seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        IntStream.range(0, random.nextInt(20))
                .forEach(i -> text.appendCodePoint(NASTY[random.nextInt(NASTY.length)]));
        return text.toString();
    }

    private static String read(String shown) {
        var text = new StringBuilder();
        Matcher escapes = ESCAPE.matcher(shown);
        int at = 0;
        while (escapes.find()) {
            text.append(shown, at, escapes.start())
                    .appendCodePoint(Integer.parseInt(escapes.group(1), 16));
            at = escapes.end();
        }
        return text.append(shown, at, shown.length()).toString();
    }
}
