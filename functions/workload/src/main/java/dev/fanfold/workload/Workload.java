package dev.fanfold.workload;

import java.util.Optional;
import java.util.function.Supplier;

/// The code for one kind of job. This interface is the light half of a workload, which every
/// function loads. The working half, [Work], runs the tasks; only the workers of the workload's
/// pool open it. [java.util.ServiceLoader] finds a workload, so its class needs a public
/// constructor without parameters.
///
/// [#plan] and [#merge] must be pure, because they determine the answer. The same settings and
/// input give the same plan. A merge is commutative and associative bit for bit, and [#empty] is
/// its neutral element. Clients, native code and large libraries belong in the working half. A
/// workload without resources implements [PlainWorkload], which is both halves in one class.
///
/// @param <P> the type of a partial result, which is small and mergeable; the workload must not
///   change a partial result after it returned it, except in [#merge]
public interface Workload<P> {
    /// The workload's name, settings, limits and pool.
    Definition definition();

    /// Cuts a round of the job into tasks.
    ///
    /// @throws InvalidInputException if the request or the input is invalid; the job fails
    /// @throws PermanentFailureException if a retry cannot help; the job fails
    /// @throws Exception any other failure; the planning is retried, and after the last attempt the
    ///   job fails
    Plan plan(Planning job) throws Exception;

    /// The partial result of zero tasks. If [#merge] changes its left argument, each call returns a
    /// new object.
    P empty();

    /// Merges two partial results. This method may change and return `left`, which is not used
    /// afterwards. It must not change `right`.
    P merge(P left, P right);

    /// Converts partial results to bytes and back. Equal results have equal bytes.
    Codec<P> codec();

    /// The answer so far as one JSON document, while the job runs. By default there is none.
    ///
    /// @param total the merged partial results so far
    /// @param job the parameters; `lost` contains all tasks that are not in the total, including
    ///   those that have not run yet or still run
    default Optional<String> preview(P total, Finishing job) throws Exception {
        return Optional.empty();
    }

    /// How far the job is, in one line of plain words, for example `12 of 90 books, 1 unreadable`.
    /// It is shown beside the number of tasks while the job runs. By default there is nothing to
    /// say.
    ///
    /// It is asked several times a second, also while a round waits to be planned. That round then
    /// has a plan without tasks.
    ///
    /// @param total the merged partial results of the round so far, decoded at each call
    /// @param job the parameters, as for [#preview]
    default Optional<String> progress(Supplier<P> total, Finishing job) {
        return Optional.empty();
    }

    /// The answer as rows, for the terminal and for CSV. By default there are none.
    default Optional<Table> table(P total, Finishing job) {
        return Optional.empty();
    }

    /// The further round that a redrive starts; empty if there is nothing to do again. By default
    /// there is none, so the redrive is refused.
    ///
    /// A redrive of a job with lost tasks runs these tasks again. This method decides what a
    /// redrive does if the job has an answer and its last round lost no task: for example, a
    /// further round processes the rejected records again. [Work.Finished.Next#again] says how many
    /// records that round reads again. The method must be pure, as [#plan] is.
    ///
    /// @param total the merged partial results of the last round
    /// @param job the parameters of the finish of the last round
    /// @throws Exception to refuse the redrive; the caller gets the message, and the job does not
    ///   change
    default Optional<Work.Finished.Next> redrive(P total, Finishing job) throws Exception {
        return Optional.empty();
    }

    /// Opens the working half.
    ///
    /// A worker calls this method before its environment runs the first task or finish of the
    /// workload, and not when the environment starts. Therefore a snapshot of the environment
    /// contains no open resources. If the method throws, the tasks of the invocation fail and are
    /// retried, and the next invocation calls it again.
    Work<P> open(Resources resources) throws Exception;
}
