package dev.fanfold.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.testkit.Seeds;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Patterns of names, compared with regular expressions.
class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "page.warc.gz, page.warc.gz, true",
        "page.warc.gz, page.warc.gz2, false",
        "page.warc.gz, pageXwarc.gz, false",
        "Page*, page-1, false",
        "*, '', true",
        "?, '', false",
        "part-?, part-7, true",
        "part-?, part-17, false",
        "?, 漢, true",
        "?, 😀, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-b-c-b, false"
    })
    void aNameMatchesAsAWhole(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void everyPatternMatchesAsItsRegularExpression() {
        Seeds.forSeeds(
                1,
                20_000,
                random -> {
                    String pattern = text("ab.*?", random);
                    String name = text("ab.", random);
                    String regex = pattern.replace(".", "\\.").replace("*", ".*").replace('?', '.');

                    assertThat(new NamePattern(pattern).matches(name))
                            .as("%s on %s", pattern, name)
                            .isEqualTo(Pattern.matches(regex, name));
                });
    }

    @Test
    void manyStarsTakeNoLongTime() {
        assertThat(new NamePattern("a*".repeat(100) + "b").matches("a".repeat(200))).isFalse();
    }

    private static String text(String characters, RandomGenerator random) {
        var text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
