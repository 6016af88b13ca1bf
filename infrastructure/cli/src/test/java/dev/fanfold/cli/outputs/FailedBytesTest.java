package dev.fanfold.cli.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.text.Captured;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In the progress of a copy, the bytes of outputs that failed do not count as copied.
class FailedBytesTest {
    private static final byte[] BYTES = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final String NONE = "0 of 1 file, 0 bytes of 16 bytes, ";
    private final Stored stored = new Stored();
    private final Captured text = new Captured();
    @TempDir private Path directory;
    private Output output;
    private Path file;

    @BeforeEach
    void store() throws IOException {
        output = stored.add(0, 0, "a", BYTES);
        file = Files.createDirectories(directory.resolve("0/0")).resolve("a");
    }

    @Test
    void theBytesOfAnOutputThatIsCopiedCount() throws Exception {
        assertThat(lastProgress()).startsWith("0 of 1 file, 16 bytes of 16 bytes, ");
    }

    @Test
    void theBytesBeforeAStreamIsGivenUpDoNotCount() throws Exception {
        stored.breaksAfter = 0;
        String hash = output.sha256().substring(0, 16);
        Files.write(file.resolveSibling("a." + hash + ".part"), Arrays.copyOf(BYTES, 5));

        assertThat(lastProgress()).startsWith(NONE);
        assertThat(text.text()).contains("it broke off at byte 5 of 16");
    }

    @Test
    void theBytesOfAnotherFileOrObjectDoNotCount() throws Exception {
        Files.write(file, new byte[BYTES.length]);
        assertThat(lastProgress()).startsWith(NONE);
        assertThat(text.text()).contains("is another file");

        Files.delete(file);
        stored.replace(output, new byte[BYTES.length]);
        assertThat(lastProgress()).startsWith(NONE);
        assertThat(text.text()).contains("it has another SHA-256");
    }

    // Each count of bytes is printed, because the time since the one before is long enough.
    private String lastProgress() throws IOException, InterruptedException {
        text.clear();
        var seconds = new AtomicLong();
        var watch =
                new CopyWatch(
                        text.terminal(),
                        new OutputCount(1, BYTES.length),
                        () -> Instant.ofEpochSecond(seconds.addAndGet(3)));
        new OutputDownload(stored, directory, watch, _ -> {}, false).run(Stream.of(output));
        return text.text()
                .lines()
                .filter(line -> line.contains(" of 1 file"))
                .reduce("", (_, line) -> line);
    }
}
