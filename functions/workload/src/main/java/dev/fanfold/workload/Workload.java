package dev.fanfold.workload;

import java.util.Optional;

/// A kind of job. This interface is its light half, which every function loads; the other half,
/// [Work], runs the tasks. [java.util.ServiceLoader] finds a workload, so its class needs a public
/// constructor without parameters.
///
/// [#plan] and [#merge] determine the answer, so both are pure. The same input gives the same plan.
/// A merge is commutative and associative bit for bit, and [#empty] is its neutral element. [#open]
/// opens the half that runs tasks, only in the functions of the workload's pool. Clients, native
/// code and large libraries belong in that half; `merge` and `codec` may use only light libraries.
/// A workload without resources implements [PlainWorkload], which is both halves in one.
///
/// @param <P> a partial result: small, mergeable, and not changed after it was returned
public interface Workload<P> {
    /// Its name, settings, limits and pool.
    Definition definition();

    /// Cuts the job into tasks.
    ///
    /// @throws InvalidInputException if the request or the input is invalid
    Plan plan(Planning job) throws Exception;

    /// The partial result of zero tasks.
    P empty();

    /// Merges two partial results. It may change `left`, which is not used afterwards; it must not
    /// change `right`.
    P merge(P left, P right);

    /// The bytes of a partial result: equal results have equal bytes.
    Codec<P> codec();

    /// The answer so far as one JSON document, while the job is open. By default there is none.
    ///
    /// @param job the job's facts; `lost` holds all tasks that the total lacks, including those
    ///   that are still running
    default Optional<String> preview(P total, Finishing job) throws Exception {
        return Optional.empty();
    }

    /// The answer as rows, for the terminal and for CSV. By default there are none.
    default Optional<Table> table(P total, Finishing job) {
        return Optional.empty();
    }

    /// Opens the half that runs tasks. A worker calls it before the first task of an environment,
    /// and not while the environment starts, so a restored snapshot holds no open resources. If it
    /// throws, the tasks of this invocation fail and are retried, and the next invocation calls it
    /// again.
    Work<P> open(Resources resources) throws Exception;
}
