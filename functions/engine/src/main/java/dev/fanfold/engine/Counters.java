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

/// What a call of a front door did, in numbers. Each is noted where it has just become true, so
/// what is here holds also when the call throws in the end.
///
/// It is bound to the call, not to the front door: nothing is left over for the next one, and
/// whoever wants no numbers does nothing. No decision depends on it.
public final class Counters {
    private static final ScopedValue<Counters> CURRENT = ScopedValue.newInstance();
    private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);
    private final Map<JobId, Part> jobs = new LinkedHashMap<>();
    private final Map<String, Thrown> thrown = new LinkedHashMap<>();

    /// What is counted.
    public enum Counter {
        /// Jobs taken in.
        JOBS,
        /// Tasks sent to the work queue, as planned.
        SENT,
        /// Tasks started.
        ATTEMPTS,
        /// Tasks reported as done.
        TASKS,
        /// Tasks sent to the retry queue: they failed in passing, or there was no time for them.
        REQUEUED,
        /// Tasks reported as lost.
        LOST,
        /// Tasks that are done or lost now and were not before.
        FOLDED,
        /// Tasks reported that were done or lost already, or whose job is over.
        DUPLICATES,
        /// Reports folded and tasks sent again because something was lost on the way, as in the
        /// job's row.
        REPAIRS,
        /// Jobs that ended so.
        SUCCEEDED,
        /// Jobs that ended so.
        PARTIAL,
        /// Jobs that ended so.
        FAILED,
        /// Jobs that ended so.
        CANCELLED
    }

    /// What of a job it was about.
    ///
    /// @param tasks none when it was about the job as a whole
    /// @param attempt the highest, 0 when nothing was tried
    public record Part(TaskSet tasks, int attempt) {
        private static final Part WHOLE = new Part(TaskSet.NONE, 0);

        private Part plus(Part other) {
            return new Part(tasks.plus(other.tasks), Math.max(attempt, other.attempt));
        }
    }

    /// What workloads threw that has one trace.
    ///
    /// @param first the first of them
    public record Thrown(Throwable first, int times) {}

    /// Counts what the call does.
    public <T> T during(Supplier<T> call) {
        return ScopedValue.where(CURRENT, this).call(call::get);
    }

    /// How much of each there was; what did not happen is not there.
    public Map<Counter, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /// The jobs it was about, in the order in which they came up.
    public Map<JobId, Part> jobs() {
        return Collections.unmodifiableMap(jobs);
    }

    /// What workloads threw, by the hash of its trace, in the order in which it came up.
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

    /// Notes that the call is about this job.
    static void about(JobId job) {
        about(job, Part.WHOLE);
    }

    /// Notes that the call is about this message.
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

    /// Notes that so much of it happened.
    static void add(Counter counter, long amount) {
        if (amount > 0 && CURRENT.isBound()) {
            CURRENT.get().counts.merge(counter, amount, Long::sum);
        }
    }

    /// Notes that a job was asked for.
    ///
    /// @param fresh whether its row was written, and not there before
    static void created(Job job, boolean fresh) {
        if (fresh) {
            add(Counter.JOBS, 1);
            written(job);
        } else {
            about(job.id());
        }
    }

    /// Notes that this was reported.
    static void reported(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> add(Counter.TASKS, done.tasks().size());
            case Outcome.Lost _ -> add(Counter.LOST, 1);
        }
    }

    /// Notes that a job's row was written, and what follows if that was its end.
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
