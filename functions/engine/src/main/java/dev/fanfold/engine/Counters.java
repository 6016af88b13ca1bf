package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.WorkMessage;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Counts of what one call of a front door did.
///
/// Each fact is counted as soon as it is true, so the counts hold even if the call throws later.
/// The counters are bound to the call and not to the front door: nothing is carried over to the
/// next call, and a caller that needs no counts does nothing. No decision depends on them.
public final class Counters {
    private static final ScopedValue<Counters> CURRENT = ScopedValue.newInstance();
    private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);
    private final Map<JobId, Part> jobs = new LinkedHashMap<>();
    private final Map<String, Thrown> thrown = new LinkedHashMap<>();

    /// A fact that is counted.
    public enum Counter {
        /// Jobs accepted.
        JOBS,
        /// Tasks sent to the work queue, as planned.
        SENT,
        /// Tasks started.
        ATTEMPTS,
        /// Tasks reported as done.
        TASKS,
        /// Tasks requeued because they failed transiently or there was no time for them.
        REQUEUED,
        /// Tasks reported as lost.
        LOST,
        /// Tasks that are done or lost now and were not before.
        FOLDED,
        /// Tasks reported that were done or lost already, or after their job's end.
        DUPLICATES,
        /// Reports folded and tasks resent by repairs, as in the job's row.
        REPAIRS,
        /// Jobs that ended SUCCEEDED.
        SUCCEEDED,
        /// Jobs that ended PARTIAL.
        PARTIAL,
        /// Jobs that ended FAILED.
        FAILED,
        /// Jobs that ended CANCELLED.
        CANCELLED
    }

    /// The part of a job that the call handled.
    ///
    /// @param tasks empty if the call handled the job as a whole
    /// @param attempt the highest attempt, 0 if nothing was attempted
    public record Part(TaskSet tasks, int attempt) {
        private static final Part WHOLE = new Part(TaskSet.NONE, 0);

        private Part plus(Part other) {
            return new Part(tasks.plus(other.tasks), Math.max(attempt, other.attempt));
        }
    }

    /// Exceptions of workloads that have the same trace.
    ///
    /// @param first the first of them
    public record Thrown(Throwable first, int times) {}

    /// Runs the call and counts what it does.
    public <T> T during(Supplier<T> call) {
        return ScopedValue.where(CURRENT, this).call(call::get);
    }

    /// The counts. A fact that did not occur is absent.
    public Map<Counter, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /// The jobs that the call handled, in order.
    public Map<JobId, Part> jobs() {
        return Collections.unmodifiableMap(jobs);
    }

    /// What workloads threw, by the hash of the trace, in order.
    public Map<String, Thrown> thrown() {
        return Collections.unmodifiableMap(thrown);
    }

    /// Notes that a workload threw this.
    static void threw(String hash, Throwable what) {
        if (CURRENT.isBound()) {
            CURRENT.get()
                    .thrown
                    .merge(
                            hash,
                            new Thrown(what, 1),
                            (known, one) -> new Thrown(known.first(), known.times() + 1));
        }
    }

    /// Notes that the call handles this job.
    static void about(JobId job) {
        about(job, Part.WHOLE);
    }

    /// Notes that the call handles this message.
    static void about(WorkMessage message) {
        TaskSet tasks =
                switch (message) {
                    case WorkMessage.Tasks some -> TaskSet.range(some.from(), some.to());
                    case WorkMessage.Finish _ -> TaskSet.NONE;
                };
        about(message.job(), new Part(tasks, message.attempt()));
    }

    private static void about(JobId job, Part part) {
        if (CURRENT.isBound()) {
            CURRENT.get().jobs.merge(job, part, Part::plus);
        }
    }

    /// Adds to a count.
    static void add(Counter counter, long amount) {
        if (amount > 0 && CURRENT.isBound()) {
            CURRENT.get().counts.merge(counter, amount, Long::sum);
        }
    }

    /// Notes that a job was requested.
    ///
    /// @param fresh whether this call wrote its row
    static void created(Job job, boolean fresh) {
        if (fresh) {
            add(Counter.JOBS, 1);
            written(job);
        } else {
            about(job.id());
        }
    }

    /// Counts the tasks of a reported outcome.
    static void reported(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> add(Counter.TASKS, done.tasks().size());
            case Outcome.Lost _ -> add(Counter.LOST, 1);
        }
    }

    /// Notes that a job's row was written, and counts its end if it has ended.
    static void written(Job job) {
        about(job.id());
        switch (job.state()) {
            case ACCEPTED, DISPATCHING, RUNNING, FINISHING -> {}
            case SUCCEEDED -> add(Counter.SUCCEEDED, 1);
            case PARTIAL -> add(Counter.PARTIAL, 1);
            case FAILED -> add(Counter.FAILED, 1);
            case CANCELLED -> add(Counter.CANCELLED, 1);
        }
    }
}
