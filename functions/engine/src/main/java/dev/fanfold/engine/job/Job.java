package dev.fanfold.engine.job;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job's row.
///
/// @param version grows by one with every write; each write is conditional on it
/// @param input the pinned input, null for a workload that reads none
/// @param epoch the number of redrives so far
/// @param plan null before it is planned
/// @param error why it failed, or what was rejected if that makes it PARTIAL; otherwise null
/// @param trace what its plan or finish threw, if the job failed because of it, or is ACCEPTED and
///   will be planned again; otherwise null
/// @param result the answer, null unless SUCCEEDED or PARTIAL
public record Job(
        JobId id,
        long version,
        JobRequest request,
        @Nullable Pin input,
        Instant created,
        Instant changed,
        State state,
        int epoch,
        @Nullable Plan plan,
        Progress progress,
        @Nullable Reason error,
        @Nullable Trace trace,
        @Nullable Payload result) {

    /// A new job.
    public static Job accepted(JobId id, JobRequest request, @Nullable Pin input, Instant now) {
        return new Job(
                id,
                0,
                request,
                input,
                now,
                now,
                State.ACCEPTED,
                0,
                null,
                Progress.start(now),
                null,
                null,
                null);
    }

    /// The plan of a job that is known to have one.
    public Plan planned() {
        if (plan == null) {
            throw new IllegalStateException("job " + id + " is " + state + " and has no plan");
        }
        return plan;
    }

    public Instant deadline() {
        return progress.since().plus(request.options().deadline());
    }

    public boolean isOpen() {
        return !state.isTerminal();
    }

    public Job planned(Plan made, Instant now) {
        return moved(Transition.PLANNED, now, epoch, made, progress, null, null);
    }

    public Job sent(Instant now) {
        return moved(Transition.SENT, now, epoch, plan, progress, null, null);
    }

    public Job folded(Instant now) {
        return moved(Transition.FOLDED, now, epoch, plan, progress, null, null);
    }

    /// The job with its answer: SUCCEEDED, or PARTIAL if tasks are lost.
    public Job answered(Payload answer, boolean whole, Instant now) {
        return moved(
                whole ? Transition.SUCCEED : Transition.SETTLE,
                now,
                epoch,
                plan,
                progress,
                null,
                answer);
    }

    /// The job with its answer, PARTIAL because of rejected records.
    public Job rejected(Payload answer, Reason why, Instant now) {
        return moved(Transition.SETTLE, now, epoch, plan, progress, why, answer);
    }

    public Job failed(Reason why, Instant now) {
        return failed(why, null, now);
    }

    /// The job failed, as by [#failed(Reason, Instant)].
    ///
    /// @param thrown the trace of what was thrown, null if nothing was thrown
    public Job failed(Reason why, @Nullable Trace thrown, Instant now) {
        return moved(Transition.FAIL, now, epoch, plan, progress, why, null).thrown(thrown);
    }

    /// The job with what its plan threw.
    ///
    /// All else is unchanged, the time of the last change included, because this is no progress.
    public Job planThrew(Trace thrown) {
        return with(progress, changed).thrown(thrown);
    }

    private Job thrown(@Nullable Trace thrown) {
        return new Job(
                id, version, request, input, created, changed, state, epoch, plan, progress, error,
                thrown, result);
    }

    public Job cancelled(Instant now) {
        return moved(Transition.CANCEL, now, epoch, plan, progress, null, null);
    }

    /// The job back in RUNNING, in the next epoch, with a new deadline.
    public Job redriven(Instant now) {
        return moved(
                Transition.REDRIVE, now, epoch + 1, planned(), progress.redriven(now), null, null);
    }

    /// The job in the same state, with new progress.
    public Job with(Progress further, Instant now) {
        return new Job(
                id,
                version + 1,
                request,
                input,
                created,
                now,
                state,
                epoch,
                plan,
                further,
                error,
                trace,
                result);
    }

    private Job moved(
            Transition way,
            Instant now,
            int toEpoch,
            @Nullable Plan withPlan,
            Progress further,
            @Nullable Reason why,
            @Nullable Payload answer) {
        if (!way.leavesFrom(state)) {
            throw new IllegalStateException(
                    "job " + id + " is " + state + ", and " + way + " does not leave from there");
        }
        return new Job(
                id,
                version + 1,
                request,
                input,
                created,
                now,
                way.to(),
                toEpoch,
                withPlan,
                further,
                why,
                null,
                answer);
    }
}
