package dev.fanfold.workload;

import java.util.Optional;

/// A kind of job: its light half, which every function loads. Found by [java.util.ServiceLoader];
/// needs a public constructor without parameters.
///
/// [#plan] and [#merge] decide what the answer is, so both are pure: the same input gives the same
/// plan; a merge is commutative and associative bit for bit, and [#empty] is its neutral element.
/// The half that works is opened by [#open], in the functions of the workload's pool only. Clients,
/// native code and large libraries belong there; what `merge` and `codec` need must be light. A
/// workload without resources implements [PlainWorkload], which is both halves in one.
///
/// @param <P> a partial result: small, mergeable, never changed once returned
public interface Workload<P> {
    /// Its name, settings, limits and pool.
    Definition definition();

    /// How the job is cut.
    ///
    /// @throws InvalidInputException when the request or the input is at fault
    Plan plan(Planning job) throws Exception;

    /// The result of no task.
    P empty();

    /// Both results as one. May use up `left`, which is never used again; must not change `right`.
    P merge(P left, P right);

    /// The bytes of a partial result: equal results have equal bytes.
    Codec<P> codec();

    /// The answer so far, as one JSON document, before the job has ended; empty when there is none,
    /// as by default.
    ///
    /// @param job its `lost` are all tasks that the total is without, given up or not yet done
    default Optional<String> preview(P total, Finishing job) throws Exception {
        return Optional.empty();
    }

    /// The answer as rows, for people and for CSV; empty when it has none, as by default.
    default Optional<Table> table(P total, Finishing job) {
        return Optional.empty();
    }

    /// Opens the half that works: before the first task of an environment, after a restore from a
    /// snapshot, never while the environment starts. If it throws, the tasks of this invocation
    /// fail and are tried again, and the next invocation opens it again.
    Work<P> open(Resources resources) throws Exception;
}
