package dev.fanfold.cli.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.text.Captured;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.fold.OutputCount;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The progress of a copy: a redrawn line on a terminal, plain lines in a log.
class CopyWatchTest {
    private static final long MIB = 1 << 20;
    private final Captured text = new Captured();
    private Instant now = Instant.EPOCH;

    @Test
    void theBarIsRedrawnAndErrorsAreOnTheirOwnLines() {
        var watch = new CopyWatch(screen(), new OutputCount(4, 8 * MIB), () -> now);
        watch.addCopied(MIB);
        after(4_000);
        watch.addBytes(2 * MIB);
        after(199);
        watch.addBytes(MIB);
        watch.addFailed("it failed");
        watch.end();

        assertThat(text.text())
                .isEqualTo(
                        "\r\u001b[K[#####---------------]  1 of 4 files  2.0 MiB of 8.0 MiB  512.0 KiB/s  0:12 left"
                                + "\r\u001b[Kfanfold: it failed\n");
    }

    @Test
    void withoutTotalsThereIsNoBar() {
        var watch = new CopyWatch(screen(), OutputCount.NONE, () -> now);
        after(2_000);
        watch.addBytes(MIB);

        assertThat(text.text()).isEqualTo("\r\u001b[K0 files  1.0 MiB  512.0 KiB/s");
    }

    @Test
    void aLogGetsALineEveryThreeSecondsAndNothingOfShortCopies() {
        var watch = new CopyWatch(text.terminal(), new OutputCount(1, 10 * MIB), () -> now);
        after(2_999);
        watch.addBytes(MIB);
        assertThat(text.text()).isEmpty();
        after(1_001);
        watch.addBytes(MIB);
        after(2_000);
        watch.addBytes(-MIB);
        after(1_000);
        watch.addBytes(MIB);

        assertThat(text.text())
                .isEqualTo(
                        """
                        0 of 1 file, 2.0 MiB of 10.0 MiB, 512.0 KiB/s, about 16.0 s left
                        0 of 1 file, 2.0 MiB of 10.0 MiB, 292.6 KiB/s, about 28.0 s left
                        """);
    }

    @Test
    void twentyErrorsArePrintedAndTheOthersCounted() {
        var watch = new CopyWatch(text.terminal(), OutputCount.NONE, () -> now);
        for (int error = 0; error < 22; error++) {
            watch.addFailed("error " + error);
        }
        watch.addComplete();
        watch.end();

        assertThat(text.text())
                .contains("error 19\n", "fanfold: and 2 errors of further outputs\n")
                .doesNotContain("error 20");
        assertThat(watch.summary())
                .isEqualTo("0 files copied, 0 bytes; 1 file was complete; 22 failed");
    }

    private void after(long millis) {
        now = now.plusMillis(millis);
    }

    private Terminal screen() {
        return new Terminal(text.stream(), text.stream(), true, false, 200);
    }
}
