package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.FileSystemException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// Tests that failures of the machine are not reported as defects.
class MachineTest {
    @Test
    void aFullDiskIsReportedWithTheRemedyAtAnyDepthOfCauses() {
        var full = new FileSystemException("/data/x", null, "No space left on device");

        assertThat(Machine.error(new CompletionException(new UncheckedIOException(full))))
                .hasValueSatisfying(message ->
                        assertThat(message)
                                .startsWith("a disk is full (/data/x: No space left on device)")
                                .contains("--data", "-Djava.io.tmpdir="));
        assertThat(Machine.error(new IOException("Disk quota exceeded"))).isPresent();
        assertThat(Machine.error(new IllegalStateException("[13] database or disk is full")))
                .isPresent();
    }

    @Test
    void fullMemoryAndUsedPortsAreReportedWithTheRemedy() {
        assertThat(Machine.error(new OutOfMemoryError("Java heap space")))
                .hasValueSatisfying(message -> assertThat(message).contains("FANFOLD_OPTS=-Xmx"));
        assertThat(Machine.error(new IllegalStateException(new BindException("in use"))))
                .hasValueSatisfying(message -> assertThat(message).contains("port", "in use"));
    }

    @Test
    void otherFailuresAreDefectsEvenWithACycleOfCauses() {
        var first = new IllegalStateException("a");
        var second = new IllegalStateException("no space left in the plan", first);
        first.initCause(second);

        assertThat(Machine.error(second)).isEmpty();
        assertThat(Machine.error(new NullPointerException())).isEmpty();
    }
}
