package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.OutputMismatchException;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.OutputStore.StoredFile;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.PermanentFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The complete outputs of all executions of a task in the job's round, as the store lists them.
final class EarlierOutputs {
    private static final Comparator<Output> ORDER =
            Comparator.comparing(Output::name).thenComparing(Output::token);
    private final OutputStore store;
    private final Job job;
    private final int task;
    // The outputs whose hash was computed from the file, so the file need not be read again.
    private final Set<Output> verified = Collections.synchronizedSet(new HashSet<>());

    EarlierOutputs(OutputStore store, Job job, int task) {
        this.store = store;
        this.job = job;
        this.task = task;
    }

    /// All outputs except the excluded ones. [Outputs#all] orders them by name and then by token.
    ///
    /// @param isExcluded tests outputs whose hash is not computed yet and is an empty text
    Outputs without(Predicate<Output> isExcluded) {
        return new Outputs() {
            @Override
            public Stream<Output> all() {
                return found(isExcluded.negate());
            }

            @Override
            public Stream<Output> named(String name) {
                Predicate<Output> isNamed = output -> output.name().equals(name);
                return found(isNamed.and(isExcluded.negate()));
            }

            @Override
            public InputStream open(Output output) {
                return OutputFiles.open(store, job, output);
            }
        };
    }

    private Stream<Output> found(Predicate<Output> isWanted) {
        String prefix = Keys.outputsOf(job, job.round().number(), task);
        return store.list(prefix).stream()
                .map(file -> described(file.key().substring(prefix.length()), file.length()))
                .filter(isWanted)
                .sorted(ORDER)
                .map(this::hashed);
    }

    // The output without its hash, which is computed only for outputs that are wanted.
    private Output described(String tokenAndName, long length) {
        int end = tokenAndName.indexOf('/');
        return new Output(
                job.round().number(),
                task,
                tokenAndName.substring(0, end),
                tokenAndName.substring(end + 1),
                length,
                "");
    }

    private Output hashed(Output found) {
        var file = new StoredFile(Keys.outputKey(job, found), found.bytes());
        try {
            Output output =
                    new Output(
                            found.round(),
                            task,
                            found.token(),
                            found.name(),
                            found.bytes(),
                            store.fingerprint(file).sha256());
            verified.add(output);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Checks that the output is one of this task and that its file is the described one.
    ///
    /// @throws PermanentFailureException if it is an output of another task or round
    /// @throws IOException if the file is missing or is not the described one
    void check(Output output) throws IOException {
        if (output.round() != job.round().number() || output.task() != task) {
            throw new PermanentFailureException(
                    "task %d of round %d cannot adopt an output of task %d of round %d: a task adopts only its own"
                            .formatted(task, job.round().number(), output.task(), output.round()));
        }
        if (!verified.contains(output)) {
            try (InputStream in = OutputFiles.open(store, job, output)) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (OutputMismatchException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
