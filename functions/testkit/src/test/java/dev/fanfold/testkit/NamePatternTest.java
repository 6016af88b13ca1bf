package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.NamePattern;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Patterns of names, compared with regular expressions.
class NamePatternTest {
    @Test
    void aNameMatchesAsAWhole() {
        assertMatches("page.warc.gz", "page.warc.gz", true);
        assertMatches("page.warc.gz", "page.warc.gz2", false);
        assertMatches("page.warc.gz", "pageXwarc.gz", false);
        assertMatches("Page*", "page-1", false);
        assertMatches("*", "", true);
        assertMatches("?", "", false);
        assertMatches("part-?", "part-7", true);
        assertMatches("part-?", "part-17", false);
        assertMatches("?", "\u6f22", true);
        assertMatches("?", "\ud83d\ude00", true);
        assertMatches("??", "\ud83d\ude00", false);
        assertMatches("[a-z].{b,c}+$", "[a-z].{b,c}+$", true);
        assertMatches("[a-z]", "b", false);
        assertMatches("a*b*c", "a-b-b-c", true);
        assertMatches("a*b*c", "a-b-c-b", false);
    }

    @Test
    void onlyADotMatchesTheDotOfAHiddenName() {
        assertMatches("*", ".results-0", false);
        assertMatches("?results-0", ".results-0", false);
        assertMatches(".*", ".results-0", true);
        assertMatches(".*", "results-0", false);
        assertMatches("*", "a.b", true);
        assertMatches("*", ".", false);
    }

    private static void assertMatches(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(name))
                .as("%s on %s", pattern, name)
                .isEqualTo(matches);
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
                            .isEqualTo(
                                    Pattern.matches(regex, name)
                                            && (!name.startsWith(".") || pattern.startsWith(".")));
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
