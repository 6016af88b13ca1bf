package dev.fanfold.cli.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Patterns for the names of outputs.
class NamePatternTest {
    @Test
    void itAgreesWithARegularExpression() {
        var random = new Random(7);
        for (int trial = 0; trial < 20_000; trial++) {
            String glob = text(random, "ab*?", 1 + random.nextInt(6));
            String name = text(random, "ab", random.nextInt(8));
            String regex = glob.replace("*", ".*").replace("?", ".");

            assertThat(NamePattern.of(glob).matches(name))
                    .as("seed 7: %s, %s", glob, name)
                    .isEqualTo(Pattern.matches(regex, name));
        }
    }

    @Test
    void otherCharactersStandForThemselves() {
        assertThat(NamePattern.of("[a-z].{b,c}+$").matches("[a-z].{b,c}+$")).isTrue();
        assertThat(NamePattern.of("[a-z]").matches("b")).isFalse();
        assertThat(NamePattern.of("A").matches("a")).isFalse();
        assertThat(NamePattern.of("?").matches("\ud83d\ude00")).isTrue();
        assertThat(NamePattern.of("??").matches("\ud83d\ude00")).isFalse();
        assertThat(NamePattern.of("*").matches("")).isTrue();
    }

    @Test
    void manyStarsNeedLittleTime() {
        assertThat(NamePattern.of("*a".repeat(100) + "b").matches("a".repeat(200))).isFalse();
    }

    @Test
    void aPatternThatCanMatchNothingIsRefused() {
        for (String glob : new String[] {"", "a/b", "a\\b"}) {
            assertThatThrownBy(() -> NamePattern.of(glob))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(glob)
                    .hasMessageContaining("--name")
                    .hasMessageContaining("such as \"*.csv\"");
        }
    }

    private static String text(Random random, String alphabet, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
