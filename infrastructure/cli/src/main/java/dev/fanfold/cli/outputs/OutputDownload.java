package dev.fanfold.cli.outputs;

import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Copies outputs to `<round>/<task>/<name>` in a directory, several at the same time.
///
/// If one output cannot be copied, for example because its stream breaks off again and again, the
/// others are copied nevertheless. If the local file system or a request to a service fails, or
/// memory is full, all copies stop. What was copied is kept and is not copied again the next time.
public final class OutputDownload {
    static final int MAX_PARALLEL = 8;
    private static final Duration PAUSE_PER_FAILURE = Duration.ofSeconds(1);
    private final OutputSource source;
    private final Path directory;
    private final CopyWatch watch;
    private final Pause pause;
    private final boolean isWindows;
    private final Semaphore freeSlots = new Semaphore(MAX_PARALLEL);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    public OutputDownload(OutputSource source, Path directory, CopyWatch watch) {
        this(
                source,
                directory,
                watch,
                failures -> Thread.sleep(PAUSE_PER_FAILURE.multipliedBy(failures)),
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows"));
    }

    OutputDownload(
            OutputSource source, Path directory, CopyWatch watch, Pause pause, boolean isWindows) {
        this.source = source;
        this.directory = directory.toAbsolutePath().normalize();
        this.watch = watch;
        this.pause = pause;
        this.isWindows = isWindows;
    }

    /// Copies the outputs. Call it once. When it returns or throws, all copies have ended.
    ///
    /// @param outputs read lazily
    /// @throws IOException if a local file cannot be written or read
    /// @throws InterruptedException if this thread is interrupted
    public void run(Stream<Output> outputs) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            outputs.takeWhile(_ -> failure.get() == null).forEach(output -> start(output, threads));
            if (failure.get() == null) {
                freeSlots.acquire(MAX_PARALLEL); // waits until all copies have ended
            }
        } catch (InterruptedException e) {
            failure.set(e);
        } catch (RejectedExecutionException e) {
            // A copy has failed and shut the threads down. Its failure is thrown below.
        } catch (RuntimeException e) {
            // The AWS SDK reports an interrupt with a RuntimeException of its own.
            if (!Thread.interrupted()) {
                throw e;
            }
            failure.set(new InterruptedException());
        } finally {
            threads.shutdownNow();
            threads.close();
            watch.end();
        }
        throwFailure();
    }

    private void start(Output output, ExecutorService threads) {
        try {
            freeSlots.acquire();
        } catch (InterruptedException e) {
            failure.set(e);
            return;
        }
        threads.execute(() -> {
            try {
                copy(output);
            } catch (Throwable e) { // for example if memory is full
                if (failure.compareAndSet(null, e)) {
                    threads.shutdownNow();
                }
            } finally {
                freeSlots.release();
            }
        });
    }

    private void copy(Output output) throws IOException, InterruptedException {
        try {
            LocalFiles files = LocalFiles.of(directory, output, isWindows);
            files.makeFolder(directory);
            if (new FileDownload(source, output, files, watch, pause).run()) {
                watch.addCopied(output.bytes());
            } else {
                watch.addComplete();
            }
        } catch (FailedOutputException e) {
            watch.addFailed(
                    "output \"%s\" of task %d in round %d: %s"
                            .formatted(
                                    output.name(), output.task(), output.round(), e.getMessage()));
        }
    }

    private void throwFailure() throws IOException, InterruptedException {
        switch (failure.get()) {
            case null -> {}
            case InterruptedException interrupted -> throw interrupted;
            case IOException failed -> throw failed;
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            case Throwable failed -> throw new IllegalStateException(failed);
        }
    }
}
