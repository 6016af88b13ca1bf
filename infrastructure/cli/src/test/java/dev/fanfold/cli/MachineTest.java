package dev.fanfold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.FileSystemException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// Failures of the machine that must not be reported as defects.
class MachineTest {
    @Test
    void aFullDiskIsReportedWithTheRemedyAtAnyDepthOfCauses() {
        var full = new FileSystemException("/data/x", null, "No space left on device");

        assertThat(Machine.complaint(new CompletionException(new UncheckedIOException(full))))
                .hasValueSatisfying(said ->
                        assertThat(said)
                                .startsWith("a disk is full (/data/x: No space left on device)")
                                .contains("--data", "-Djava.io.tmpdir="));
        assertThat(Machine.complaint(new IOException("Disk quota exceeded"))).isPresent();
        assertThat(Machine.complaint(new IllegalStateException("[13] database or disk is full")))
                .isPresent();
    }

    @Test
    void fullMemoryAndUsedPortsAreReportedWithTheRemedy() {
        assertThat(Machine.complaint(new OutOfMemoryError("Java heap space")))
                .hasValueSatisfying(said -> assertThat(said).contains("FANFOLD_OPTS=-Xmx"));
        assertThat(Machine.complaint(new IllegalStateException(new BindException("in use"))))
                .hasValueSatisfying(said -> assertThat(said).contains("port", "in use"));
    }

    @Test
    void anythingElseIsADefectAlsoOneThatCausesItself() {
        var first = new IllegalStateException("a");
        var second = new IllegalStateException("no space left in the plan", first);
        first.initCause(second);

        assertThat(Machine.complaint(second)).isEmpty();
        assertThat(Machine.complaint(new NullPointerException())).isEmpty();
    }
}
