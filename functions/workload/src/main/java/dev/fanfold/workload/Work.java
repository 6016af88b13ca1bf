package dev.fanfold.workload;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The working half of a workload: it runs tasks and finishes rounds. It may use clients, native
/// code and caches.
///
/// It must be thread-safe, because many tasks call it in parallel. The local cloud and tests call
/// [#close]; on Lambda it may never be called.
///
/// @param <P> a partial result, as in [Workload]
public interface Work<P> extends AutoCloseable {
    /// Runs one task.
    ///
    /// A task may run several times, even at the same time. Therefore its side effects must be
    /// idempotent: use the job, the round and the task's index as the key of each effect.
    ///
    /// @throws PermanentFailureException if a retry cannot help; the task is lost
    /// @throws InvalidInputException if the input is invalid; the task is lost
    /// @throws Exception any other failure; the task is retried
    TaskResult<P> work(Task task) throws Exception;

    /// Finishes a round: makes the answer of the job, or asks for a further round.
    ///
    /// This method may be called several times for one round. The first result that is stored
    /// counts.
    ///
    /// @param total the merged partial results of the round
    Finished finish(P total, Finishing job) throws Exception;

    @Override
    default void close() {}

    /// The result of a round's finish: the answer of the job, or the input of a further round.
    sealed interface Finished {
        /// The job has its answer.
        ///
        /// @param result the answer, one JSON document
        record Done(String result) implements Finished {}

        /// The job continues with a further round.
        ///
        /// @param input the data with which that round starts, as text in a form that the workload
        ///   chooses; at most [#MAX_INPUT] bytes of UTF-8
        /// @param notBefore the earliest time at which that round is planned, null to plan it
        ///   immediately
        /// @param again how many of the records that the job has counted so far that round reads
        ///   again, and how many of these were counted as rejected. They leave the totals of the
        ///   job, so that each record counts once. Its [Records#first] is not used
        record Next(String input, @Nullable Instant notBefore, Records again) implements Finished {
            /// The maximum size of a round's input in bytes.
            public static final int MAX_INPUT = 1024 * 1024;

            /// @throws PermanentFailureException if the input is too large
            public Next {
                int size = input.getBytes(StandardCharsets.UTF_8).length;
                if (size > MAX_INPUT) {
                    throw new PermanentFailureException(
                            "the input of a round has at most %d bytes, not %d"
                                    .formatted(MAX_INPUT, size));
                }
            }

            /// A round that reads no record again.
            public Next(String input, @Nullable Instant notBefore) {
                this(input, notBefore, Records.NONE);
            }

            /// A round that is planned immediately and reads no record again.
            public Next(String input) {
                this(input, null);
            }
        }

        /// The answer of the job, one JSON document.
        static Finished done(String result) {
            return new Done(result);
        }

        /// A further round with this input, planned immediately.
        static Finished next(String input) {
            return new Next(input);
        }
    }
}
