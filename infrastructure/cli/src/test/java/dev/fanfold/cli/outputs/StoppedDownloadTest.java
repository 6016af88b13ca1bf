package dev.fanfold.cli.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.Await;
import dev.fanfold.cli.text.Captured;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Copies that are interrupted, or that fail as a whole, stop soon and keep their parts.
@Timeout(60)
class StoppedDownloadTest {
    private static final byte[] BYTES = new byte[1_000];
    private final Stored stored = new Stored();
    private final Captured text = new Captured();
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger listed = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    @TempDir private Path directory;

    @Test
    void anInterruptEndsAllCopiesAndTheNextRunContinuesThem() throws Exception {
        Thread copy = Thread.ofPlatform().start(() -> copy(this::hangAfterTenBytes, 1_000));
        Await.until("all copies hang")
                .until(() -> open.get() == OutputDownload.MAX_PARALLEL && partsHaveTenBytes());
        // The list is read as the files are copied.
        assertThat(listed).hasValue(OutputDownload.MAX_PARALLEL + 1);

        copy.interrupt();
        copy.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(text.text()).isEmpty();
        assertThat(partsHaveTenBytes()).isTrue();
        stored.opened.clear();

        copy(stored, 1_000);

        assertThat(thrown.get()).isNull();
        assertThat(stored.opened).filteredOn(from -> from == 10).hasSize(8);
        assertThat(stored.opened).hasSize(1_000).allMatch(from -> from == 0 || from == 10);
        for (int task = 0; task < 1_000; task++) {
            assertThat(directory.resolve("0/" + task + "/a")).hasBinaryContent(BYTES);
        }
    }

    @Test
    void aFailureOfTheServiceEndsTheOtherCopies() {
        var refused = new IllegalStateException("access denied");
        assertThatAllCopiesEndWith(
                refused,
                (_, _) -> {
                    throw refused;
                });
    }

    @Test
    void fullMemoryEndsTheOtherCopies() {
        var full = new OutOfMemoryError("Java heap space");
        assertThatAllCopiesEndWith(
                full,
                (_, _) -> {
                    throw full;
                });
    }

    private void assertThatAllCopiesEndWith(Throwable failure, OutputSource failing) {
        OutputSource source =
                (output, from) -> {
                    if (output.task() == 7) {
                        Await.until("the others hang").until(() -> open.get() == 7);
                        return failing.open(output, from);
                    }
                    return hangAfterTenBytes(output, from);
                };

        copy(source, 1_000);

        assertThat(thrown.get()).isSameAs(failure);
        assertThat(listed.get()).isLessThanOrEqualTo(OutputDownload.MAX_PARALLEL + 1);
        assertThat(text.text()).isEmpty();
    }

    @Test
    void aFailureOfTheListIsThrownAfterTheCopiesHaveStopped() {
        var watch = new CopyWatch(text.terminal(), OutputCount.NONE, () -> Instant.EPOCH);
        var broken = new IllegalStateException("no list");
        Output output = stored.add(0, 0, "a", BYTES);

        try {
            new OutputDownload(this::hangAfterTenBytes, directory, watch, _ -> {}, false)
                    .run(
                            IntStream.range(0, 2)
                                    .mapToObj(index -> {
                                        if (index == 1) {
                                            throw broken;
                                        }
                                        return output;
                                    }));
        } catch (Throwable e) {
            thrown.set(e);
        }

        assertThat(thrown.get()).isSameAs(broken);
        assertThat(open).hasValue(0);
    }

    private void copy(OutputSource source, int tasks) {
        thrown.set(null);
        var watch = new CopyWatch(text.terminal(), OutputCount.NONE, () -> Instant.EPOCH);
        try {
            new OutputDownload(source, directory, watch, _ -> {}, false)
                    .run(
                            IntStream.range(0, tasks)
                                    .peek(_ -> listed.incrementAndGet())
                                    .mapToObj(task -> stored.add(0, task, "a", BYTES)));
        } catch (Throwable e) {
            thrown.set(e);
        }
    }

    private InputStream hangAfterTenBytes(Output output, long from) throws IOException {
        InputStream bytes = stored.open(output, from);
        open.incrementAndGet();
        return new InputStream() {
            private int read;

            @Override
            public int read() throws IOException {
                throw new IOException("not used");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (read == 10) {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IOException("closed by interrupt", e);
                    }
                }
                read += 10;
                return bytes.read(into, offset, 10);
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    private boolean partsHaveTenBytes() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().endsWith(".part"))
                            .filter(file -> file.toFile().length() == 10)
                            .count()
                    == OutputDownload.MAX_PARALLEL;
        }
    }
}
