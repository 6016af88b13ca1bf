package dev.fanfold.engine.work;

import dev.fanfold.engine.plan.Plan;
import java.util.Optional;

/// A kind of job. Found by [java.util.ServiceLoader]; needs a public constructor without
/// parameters.
///
/// [#plan] and [#merge] decide what the answer is, so both are pure: the same input, the same plan;
/// and a merge is commutative and associative bit for bit, with [#empty] as its neutral element.
/// Order-dependent results are collected by task index and ordered in [#finish]. Where the partial
/// results are numbers that add up, [Summing] has merge, empty and codec already. Where tasks are
/// slices of bytes, [Lines] and its like read them.
///
/// ```java
/// public final class Primes implements Workload<Long> {
///     public Definition definition() { return Definition.of("primes", "Counts primes.").with("below", "count up to here"); }
///     public Plan plan(Planning job) { return Plan.numbers(2, job.settings().number("below"), 1_000); }
///     public Worked<Long> work(Task task) { return Worked.all(task, LongStream.range(task.slice().from(), task.slice().to()).filter(Primes::isPrime).count()); }
///     public Long empty() { return 0L; }
///     public Long merge(Long left, Long right) { return left + right; }
///     public Codec<Long> codec() { return Codec.longs(); }
///     public String finish(Long total, Finishing job) { return "{\"primes\": " + total + "}"; }
/// }
/// ```
///
/// @param <P> a partial result: small, mergeable, never changed once returned
public interface Workload<P> {
    /// Its name, settings and limits.
    Definition definition();

    /// How the job is cut.
    ///
    /// @throws dev.fanfold.engine.arrival.InputFault when the request or the input is at fault
    Plan plan(Planning job) throws Exception;

    /// Does one task. Runs any number of times, perhaps twice at once: effects outside are keyed by
    /// job and task.
    ///
    /// @throws PermanentFailure when trying again cannot help
    /// @throws dev.fanfold.engine.arrival.InputFault when the input is at fault
    /// @throws Exception anything else is tried again
    Worked<P> work(Task task) throws Exception;

    /// The result of no task.
    P empty();

    /// Both results as one. May use up `left`, which is never used again; must not change `right`.
    P merge(P left, P right);

    /// The bytes of a partial result: equal results have equal bytes.
    Codec<P> codec();

    /// The answer, as one JSON document.
    String finish(P total, Finishing job) throws Exception;

    /// The answer so far, as one JSON document, for whoever asks before the job has ended: by
    /// default what [#finish] makes of it. To be overridden where finishing has effects or takes
    /// long.
    ///
    /// @param job its `lost` are all tasks that the total is without, given up or not yet done
    default String preview(P total, Finishing job) throws Exception {
        return finish(total, job);
    }

    /// The answer as rows, where it has some: for people and for CSV.
    default Optional<Table> table(P total, Finishing job) {
        return Optional.empty();
    }
}
