package dev.fanfold.workload;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The working half of a workload: it runs tasks and finishes rounds. It may use clients, native
/// code and caches.
///
/// It must be thread-safe, because many tasks call it in parallel. The local cloud and tests call
/// [#close]; Lambda may end the environment without that call.
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
    /// This method may be called several times for one round, even at the same time. The first
    /// result that is stored counts.
    ///
    /// @param total the merged partial results of the round
    /// @throws PermanentFailureException if a retry cannot help; the job fails
    /// @throws InvalidInputException if the input is invalid; the job fails
    /// @throws Exception any other failure; the finish is retried, and after the last attempt the
    ///   job fails
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
        /// @param again the number of records that the job has counted already and that the further
        ///   round reads again, and how many of them were counted as rejected. They are subtracted
        ///   from the totals of the job, so that each record counts once. [Records#first] is not
        ///   used.
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
