package dev.fanfold.workload;

import java.util.Optional;

/// A workload without resources: both halves in one class.
///
/// ```java
/// public final class Primes implements Summing {
///     public Definition definition() { return Definition.of("primes", "Counts primes.").with("below", "count up to here"); }
///     public Plan plan(Planning job) { return Plan.numbers(2, job.settings().number("below"), 1_000); }
///     public TaskResult<Long> work(Task task) {
///         return TaskResult.all(task, LongStream.range(task.slice().from(), task.slice().to()).filter(Primes::isPrime).count());
///     }
///     public String finish(Long total, Finishing job) { return "{\"primes\": " + total + "}"; }
/// }
/// ```
///
/// @param <P> a partial result, as in [Workload]
public interface PlainWorkload<P> extends Workload<P>, Work<P> {
    /// The answer so far is by default what [#finish] makes of it. Override it if finishing has
    /// effects or takes long.
    @Override
    default Optional<String> preview(P total, Finishing job) throws Exception {
        return Optional.of(finish(total, job));
    }

    @Override
    default Work<P> open(Resources resources) {
        return this;
    }
}
