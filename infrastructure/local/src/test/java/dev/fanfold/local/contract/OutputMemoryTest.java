package dev.fanfold.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An output is never held in memory.
class OutputMemoryTest {
    private static final int SECONDS = 150;

    @TempDir Path folder;

    /// The heap holds the local S3 too. `-DargLine=-Dfanfold.output.mib=1024` sets another length.
    @Test
    void anOutputOfFourTimesTheHeapIsWrittenAndRead() throws Exception {
        long mib = Long.getLong("fanfold.output.mib", 256);
        Path out = folder.resolve("out");
        Process java =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LargeOutput.class.getName(),
                                folder.resolve("s3").toString(),
                                String.valueOf(mib))
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        try {
            assertThat(java.waitFor(SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            java.destroyForcibly();
        }

        String printed = Files.readString(out);
        System.out.print(printed);
        long bytes = mib * 1024 * 1024;
        assertThat(java.exitValue()).as(printed).isZero();
        assertThat(printed).contains("wrote " + bytes + " bytes", "read " + bytes + " bytes");
    }
}
