package dev.fanfold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The progress of a copy at its limits; `CopyWatchTest` has the usual cases.
class CopyProgressTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void ofEmptyFilesTheShareIsThatOfTheFiles() {
        assertThat(new CopyProgress(1, 0, 4, 0, SECOND).bar())
                .isEqualTo(
                        "[#####---------------]  1 of 4 files  0 bytes of 0 bytes  0 bytes/s  0:03 left");
    }

    @Test
    void theBarIsNeverMoreThanFullOrLessThanEmpty() {
        assertThat(new CopyProgress(5, 9, 4, 8, SECOND).bar()).startsWith("[####################]");
        assertThat(new CopyProgress(0, -1, 4, 8, SECOND).bar())
                .startsWith("[--------------------]")
                .doesNotContain("left");
    }

    @Test
    void atTheStartNoTimeIsLeft() {
        assertThat(new CopyProgress(0, 0, 4, 8, Duration.ZERO).line())
                .isEqualTo("0 of 4 files, 0 bytes of 8 bytes, 0 bytes/s");
    }
}
