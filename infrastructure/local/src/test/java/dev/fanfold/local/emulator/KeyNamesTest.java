package dev.fanfold.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.testkit.Seeds;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests that each key has its own file name on any file system.
class KeyNamesTest {
    @Test
    void aPlainKeyIsReadableInItsName() {
        assertThat(KeyNames.name("tabulate/mine/flights-1.csv"))
                .isEqualTo("tabulate%2fmine%2fflights-1.csv@");
    }

    @Test
    void aNameIsOfOneKeyAndSafeOnAnyFileSystem() {
        Map<String, String> keys = new HashMap<>();
        Seeds.forSeeds(
                1,
                5_000,
                random -> {
                    var key = new StringBuilder();
                    int length = 1 + random.nextInt(random.nextBoolean() ? 5 : 500);
                    String letters = "ab/.%+@-AZé日 \\\u0000~2f";
                    while (key.length() < length) {
                        key.append(letters.charAt(random.nextInt(letters.length())));
                    }
                    String name = KeyNames.name(key.toString());

                    assertThat(KeyNames.key(name)).contains(key.toString());
                    String before = keys.put(name, key.toString());
                    assertThat(before == null || before.contentEquals(key)).isTrue();
                    assertThat(name).isEqualTo(name.toLowerCase(Locale.ROOT)).isASCII();
                    String[] parts = name.split("/", -1);
                    for (int i = 0; i < parts.length; i++) {
                        assertThat(parts[i]).matches("[a-z0-9%_-][a-z0-9%_.-]{0,149}[@+]");
                        assertThat(parts[i].endsWith("@")).isEqualTo(i == parts.length - 1);
                    }
                });
    }

    @Test
    void aFileThatIsNotNamedForAKeyHasNone() {
        for (String name :
                new String[] {
                    "", "a", "@", "a@-0b6f", "A@", "a/b@", "%2F@", "%61@", "%2@", "%zz@", "%ff@",
                    ".a@"
                }) {
            assertThat(KeyNames.key(name)).as(name).isEmpty();
        }
    }
}
