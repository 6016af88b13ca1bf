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
/// @param input the pinned input, null if the job has none
/// @param changed the time of the last write, except writes of only a trace ([#planThrew])
/// @param round the round that the job is in
/// @param epoch how often this round was started again by a redrive
/// @param plan the plan of this round, null before the round is planned
/// @param error why the job is FAILED, or PARTIAL because of rejected records; otherwise null
/// @param trace the trace of what the plan, a merge or the finish threw: if the job is FAILED
///   because of it, or if the job is ACCEPTED and its last planning threw; otherwise null. The
///   traces of tasks are with their losses.
/// @param result the answer, null unless the job is SUCCEEDED or PARTIAL
public record Job(
        JobId id,
        long version,
        JobRequest request,
        @Nullable Pin input,
        Instant created,
        Instant changed,
        State state,
        JobRound round,
        int epoch,
        @Nullable Plan plan,
        Progress progress,
        @Nullable Reason error,
        @Nullable Trace trace,
        @Nullable Payload result) {

    /// A new job, in its first round.
    public static Job accepted(JobId id, JobRequest request, @Nullable Pin input, Instant now) {
        return new Job(
                id,
                0,
                request,
                input,
                now,
                now,
                State.ACCEPTED,
                JobRound.FIRST,
                0,
                null,
                Progress.start(now),
                null,
                null,
                null);
    }

    /// The plan of this round.
    ///
    /// @throws IllegalStateException if the round is not planned yet
    public Plan planned() {
        if (plan == null) {
            throw new IllegalStateException("job " + id + " is " + state + " and has no plan");
        }
        return plan;
    }

    /// The time after which the open job is ended. It counts from the start or the last redrive.
    public Instant deadline() {
        return progress.since().plus(request.options().deadline());
    }

    public boolean isOpen() {
        return !state.isTerminal();
    }

    /// The DISPATCHING job, with the plan of its round.
    public Job planned(Plan newPlan, Instant now) {
        return moved(Transition.PLANNED, now, round, epoch, newPlan, progress, null, null);
    }

    /// The RUNNING job.
    public Job sent(Instant now) {
        return moved(Transition.SENT, now, round, epoch, plan, progress, null, null);
    }

    /// The FINISHING job.
    public Job folded(Instant now) {
        return moved(Transition.FOLDED, now, round, epoch, plan, progress, null, null);
    }

    /// The job with its answer.
    ///
    /// @param isWhole true makes it SUCCEEDED; false makes it PARTIAL, because a round lost tasks
    public Job answered(Payload answer, boolean isWhole, Instant now) {
        return moved(
                isWhole ? Transition.SUCCEED : Transition.SUCCEED_IN_PART,
                now,
                round,
                epoch,
                plan,
                progress,
                null,
                answer);
    }

    /// The job with its answer, PARTIAL because too many records were rejected.
    public Job rejected(Payload answer, Reason why, Instant now) {
        return moved(Transition.SUCCEED_IN_PART, now, round, epoch, plan, progress, why, answer);
    }

    public Job failed(Reason why, Instant now) {
        return failed(why, null, now);
    }

    /// The FAILED job.
    ///
    /// @param newTrace the trace of what was thrown, null if nothing was thrown
    public Job failed(Reason why, @Nullable Trace newTrace, Instant now) {
        return moved(Transition.FAIL, now, round, epoch, plan, progress, why, null)
                .withTrace(newTrace);
    }

    /// The job after its planning threw.
    ///
    /// Only the trace and the version change. The time of the last change stays, because the job
    /// did not advance.
    public Job planThrew(Trace newTrace) {
        return with(progress, changed).withTrace(newTrace);
    }

    private Job withTrace(@Nullable Trace newTrace) {
        return new Job(
                id, version, request, input, created, changed, state, round, epoch, plan, progress,
                error, newTrace, result);
    }

    public Job cancelled(Instant now) {
        return moved(Transition.CANCEL, now, round, epoch, plan, progress, null, null);
    }

    /// The job in the next epoch, with a new deadline. It is RUNNING, or ACCEPTED if its round was
    /// never planned.
    public Job redriven(Instant now) {
        return moved(
                plan == null ? Transition.REPLAN : Transition.REDRIVE,
                now,
                round,
                epoch + 1,
                plan,
                progress.redriven(now),
                null,
                null);
    }

    /// The job in its next round, which is not planned yet. The job's deadline is unchanged.
    public Job inNextRound(JobRound next, Instant now) {
        return moved(
                Transition.NEXT_ROUND, now, next, 0, null, progress.nextRound(now), null, null);
    }

    /// The job that a redrive moves to a further round, which is not planned yet. It has a new
    /// deadline, and no answer until that round is finished.
    public Job redrivenInRound(JobRound next, Instant now) {
        return moved(
                Transition.REDRIVE_ROUND, now, next, 0, null, progress.redriven(now), null, null);
    }

    /// Whether the job was ever redriven, in any round.
    public boolean wasRedriven() {
        return epoch > 0 || progress.since().isAfter(created);
    }

    /// Whether the options of the job allow no round after this one.
    public boolean isInLastRound() {
        return round.number() + 1 >= request.options().rounds();
    }

    /// Whether the job is in this round and epoch.
    public boolean isIn(int someRound, int someEpoch) {
        return round.number() == someRound && epoch == someEpoch;
    }

    /// Whether this row and `other`, an earlier or later row of the same job, have the same round
    /// and epoch.
    public boolean isInEpochOf(Job other) {
        return isIn(other.round.number(), other.epoch);
    }

    /// The time from which the keeper watches the open job: its last change.
    ///
    /// If its round waits to be planned, the time is later: [JobRound#MAX_DELAY] before
    /// [JobRound#notBefore()], because the keeper can send the round's message only then; or the
    /// deadline, if that is earlier.
    public Instant due() {
        Instant notBefore = round.notBefore();
        if (notBefore == null || state != State.ACCEPTED) {
            return changed;
        }
        Instant sendable = notBefore.minus(JobRound.MAX_DELAY);
        Instant due = sendable.isBefore(deadline()) ? sendable : deadline();
        return due.isAfter(changed) ? due : changed;
    }

    /// The job in the same state, with new progress.
    public Job with(Progress newProgress, Instant now) {
        return new Job(
                id,
                version + 1,
                request,
                input,
                created,
                now,
                state,
                round,
                epoch,
                plan,
                newProgress,
                error,
                trace,
                result);
    }

    private Job moved(
            Transition transition,
            Instant now,
            JobRound newRound,
            int newEpoch,
            @Nullable Plan newPlan,
            Progress newProgress,
            @Nullable Reason why,
            @Nullable Payload answer) {
        if (!transition.leavesFrom(state)) {
            throw new IllegalStateException(
                    "job %s is %s, and %s does not leave from there"
                            .formatted(id, state, transition));
        }
        return new Job(
                id,
                version + 1,
                request,
                input,
                created,
                now,
                transition.to(),
                newRound,
                newEpoch,
                newPlan,
                newProgress,
                why,
                null,
                answer);
    }
}
