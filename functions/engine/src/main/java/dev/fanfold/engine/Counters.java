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

/// What one call of a front door did: counts of facts, the jobs, and what workloads threw.
///
/// Each fact is counted as soon as it is true, so the counts are right even if the call throws
/// later. Each call has counters of its own. A caller that needs no counts creates none. No
/// decision depends on them.
public final class Counters {
    private static final ScopedValue<Counters> CURRENT = ScopedValue.newInstance();
    private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);
    private final Map<JobId, Part> jobs = new LinkedHashMap<>();
    private final Map<String, Thrown> thrown = new LinkedHashMap<>();

    /// A fact that is counted.
    public enum Counter {
        /// Jobs created, those of invalid uploads included.
        JOBS,
        /// Planned tasks sent to the work queue. Requeued and resent tasks are not counted.
        SENT,
        /// Attempts of tasks that were started.
        ATTEMPTS,
        /// Tasks reported as done.
        TASKS,
        /// Tasks requeued: isolated, failed transiently, or not started for lack of time or memory.
        REQUEUED,
        /// Tasks reported as lost, and missing tasks that the keeper counted as lost.
        LOST,
        /// Tasks that the aggregator folded: they were neither done nor lost before.
        FOLDED,
        /// Reported tasks that were done or lost already, or whose round had ended, and losses of
        /// an earlier epoch.
        DUPLICATES,
        /// Repairs, as the job's row counts them: one for each task that was folded or resent, and
        /// for each other message.
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
    /// @param tasks empty if the call handled no messages of tasks
    /// @param attempt the highest attempt of the messages, 0 if there were none
    public record Part(TaskSet tasks, int attempt) {
        private static final Part WHOLE = new Part(TaskSet.NONE, 0);

        private Part plus(Part other) {
            return new Part(tasks.plus(other.tasks), Math.max(attempt, other.attempt));
        }
    }

    /// Exceptions of workloads that have the same trace.
    ///
    /// @param first the first of them
    /// @param times how many there were
    public record Thrown(Throwable first, int times) {}

    /// Runs the call and counts what it does.
    public <T> T during(Supplier<T> call) {
        return ScopedValue.where(CURRENT, this).call(call::get);
    }

    /// The counts. A counter that is 0 is absent.
    public Map<Counter, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /// The jobs that the call handled, in the order in which it first handled them.
    public Map<JobId, Part> jobs() {
        return Collections.unmodifiableMap(jobs);
    }

    /// What workloads threw, by the hash of the trace, in the order of the first exceptions.
    public Map<String, Thrown> thrown() {
        return Collections.unmodifiableMap(thrown);
    }

    /// Notes what a workload threw.
    ///
    /// @param hash the hash of its trace
    static void noteThrown(String hash, Throwable thrown) {
        if (CURRENT.isBound()) {
            CURRENT.get()
                    .thrown
                    .merge(
                            hash,
                            new Thrown(thrown, 1),
                            (known, _) -> new Thrown(known.first(), known.times() + 1));
        }
    }

    /// Notes that the call handles this job.
    static void noteHandled(JobId job) {
        noteHandled(job, Part.WHOLE);
    }

    /// Notes that the call handles this message.
    static void noteHandled(WorkMessage message) {
        TaskSet tasks =
                switch (message) {
                    case WorkMessage.Tasks range -> TaskSet.range(range.from(), range.to());
                    case WorkMessage.Finish _ -> TaskSet.NONE;
                };
        noteHandled(message.job(), new Part(tasks, message.attempt()));
    }

    private static void noteHandled(JobId job, Part part) {
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

    /// Notes that a job was submitted.
    ///
    /// @param created whether this call created its row
    static void noteSubmitted(Job job, boolean created) {
        if (created) {
            add(Counter.JOBS, 1);
            noteWritten(job);
        } else {
            noteHandled(job.id());
        }
    }

    /// Counts the tasks of a reported outcome.
    static void noteReported(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> add(Counter.TASKS, done.tasks().size());
            case Outcome.Lost _ -> add(Counter.LOST, 1);
        }
    }

    /// Notes that a job's row was written, and counts its end if it has ended.
    static void noteWritten(Job job) {
        noteHandled(job.id());
        switch (job.state()) {
            case ACCEPTED, DISPATCHING, RUNNING, FINISHING -> {}
            case SUCCEEDED -> add(Counter.SUCCEEDED, 1);
            case PARTIAL -> add(Counter.PARTIAL, 1);
            case FAILED -> add(Counter.FAILED, 1);
            case CANCELLED -> add(Counter.CANCELLED, 1);
        }
    }
}
