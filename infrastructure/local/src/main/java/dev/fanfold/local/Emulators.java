package dev.fanfold.local;

import dev.fanfold.local.emulator.DynamoDbEmulator;
import dev.fanfold.local.emulator.S3Emulator;
import dev.fanfold.local.emulator.SqsEmulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/// The emulators of the three services. They start in parallel.
///
/// Their start takes most of the start-up time of a local cloud.
final class Emulators implements AutoCloseable {
    private final CompletableFuture<SqsEmulator> sqs;
    private final CompletableFuture<DynamoDbEmulator> dynamodb;
    private final CompletableFuture<S3Emulator> s3;

    private Emulators(
            CompletableFuture<SqsEmulator> sqs,
            CompletableFuture<DynamoDbEmulator> dynamodb,
            CompletableFuture<S3Emulator> s3) {
        this.sqs = sqs;
        this.dynamodb = dynamodb;
        this.s3 = s3;
    }

    static Emulators start(Optional<Path> tables, Path objects) {
        return new Emulators(
                inBackground("start sqs", SqsEmulator::start),
                inBackground("start dynamodb", () -> DynamoDbEmulator.start(tables)),
                inBackground("start s3", () -> S3Emulator.start(objects)));
    }

    /// Calls `action` on a daemon thread of its own.
    static <T> CompletableFuture<T> inBackground(String name, Callable<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name(name).start(() -> complete(result, action));
        return result;
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> action) {
        try {
            result.complete(action.call());
        } catch (Throwable failed) { // join() throws it
            result.completeExceptionally(failed);
        }
    }

    SqsEmulator sqs() {
        return sqs.join();
    }

    DynamoDbEmulator dynamodb() {
        return dynamodb.join();
    }

    S3Emulator s3() {
        return s3.join();
    }

    Endpoints endpoints(Map<String, URI> apis) {
        return new Endpoints(sqs().endpoint(), dynamodb().endpoint(), s3().endpoint(), apis);
    }

    /// Closes all in parallel, because each waits for its own threads. An emulator that could not
    /// start is skipped.
    @Override
    public void close() {
        CompletableFuture.allOf(
                        Stream.of(s3, dynamodb, sqs)
                                .map(emulator -> inBackground("close", () -> close(emulator)))
                                .toArray(CompletableFuture[]::new))
                .join();
    }

    private static boolean close(CompletableFuture<? extends AutoCloseable> emulator)
            throws Exception {
        try {
            emulator.join().close();
            return true;
        } catch (CompletionException neverStarted) {
            return false; // nothing to close
        }
    }
}
