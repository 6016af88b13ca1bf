package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The time limits of a shutdown fit together. [StubbornTest] tests that each of them is kept.
class ForcedExitTest {
    private static final Pattern LIMIT_OF_GUARD =
            Pattern.compile("-gt (\\d+) ]; then\\R.*did not stop within (\\d+) s and was killed");

    @Test
    void theProcessEndsItselfBeforeItsGuardKillsIt() throws IOException {
        Matcher limit = LIMIT_OF_GUARD.matcher(Files.readString(Forked.GUARD));

        assertThat(limit.find()).isTrue();
        long seconds = Long.parseLong(limit.group(2));
        assertThat(Long.parseLong(limit.group(1))).isEqualTo(seconds - 1);
        assertThat(seconds).isGreaterThan(ForcedExit.MAX_TIME.toSeconds() + 1);
    }
}
