package dev.fanfold.simulator.fault;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// A kind of fault. Each run has a random choice of them: with all of them at once, one hides what
/// another would show.
public enum Fault {
    // ---- S3 and its events
    /// A notification comes twice.
    EVENT_TWICE(.3, false),
    /// A notification comes up to ten minutes late, after others.
    EVENT_LATE(.3, false),
    /// A notification never comes.
    EVENT_MISSING(.15, false),
    /// An object gets another version while its job runs.
    OBJECT_REPLACED(.5, false),
    /// The version that a job has pinned is deleted while it runs.
    OBJECT_GONE(.3, false),
    /// A connection breaks in the middle of an object.
    BODY_CUT(.1, false),
    /// Somebody else is writing under the same key, and a conditional write has to be tried again.
    S3_CONFLICT(.1, false),
    /// A request to S3 fails, without effect.
    S3_FAILS(.05, false),
    /// An object is written, and the writer told that it was not.
    S3_UNANSWERED(.1, false),
    /// The writer's own try again finds the object there.
    S3_OWN_WRITE(.1, false),

    // ---- SQS
    /// An entry of a batch is refused, the others are taken.
    SEND_REFUSED(.15, false),
    /// An entry of a batch is refused as often as its sender tries, the others are taken.
    SEND_GIVEN_UP(.01, true),
    /// Messages are taken, and the sender told that they were not.
    SEND_UNANSWERED(.08, false),
    /// A request to SQS fails, without effect.
    SQS_FAILS(.05, true),
    /// A message is delivered twice.
    MESSAGE_TWICE(.2, false),
    /// A message is delivered up to a minute late, after others.
    MESSAGE_LATE(.2, false),
    /// A message is delivered again although it was deleted.
    DELETE_LOST(.12, false),
    /// A message is visible again while somebody works on it.
    VISIBLE_EARLY(.12, false),
    /// Messages are received, and there is no environment to take them.
    OVER_PULLED(.12, false),
    /// The counts of a queue are up to 50 seconds old.
    COUNTS_LATE(.3, true),

    // ---- Lambda
    /// The dispatcher dies at a call.
    DISPATCHER_KILLED(.2, false),
    /// A worker dies at a call.
    WORKER_KILLED(.12, false),
    /// The aggregator dies at a call.
    AGGREGATOR_KILLED(.15, false),
    /// The keeper dies at a call.
    KEEPER_KILLED(.2, true),
    /// An environment stands still at a call, perhaps until its time is up.
    FROZEN(.08, false),
    /// Tasks take so long that an invocation's time runs out.
    OUT_OF_TIME(.06, false),
    /// A task takes all memory, and its environment with it.
    OUT_OF_MEMORY(.05, false),
    /// What a dead environment had in its scratch directory is there for the next invocation.
    SCRATCH_LEFT(.7, false),
    /// Two versions of the code run for a while; the older cannot read what the newer writes.
    TWO_VERSIONS(.5, false),
    /// Clocks are up to 5 s apart.
    CLOCKS_APART(1, false),

    // ---- DynamoDB
    /// A read or write is throttled or fails, without effect.
    DYNAMO_FAILS(.05, false),
    /// An item is written, and the writer told that it was not.
    WRITE_UNANSWERED(.06, false),
    /// The client's own try again finds the condition broken by the first.
    OWN_WRITE(.1, false),
    /// A query's page ends early, and the rest is on the next.
    PAGE_SHORT(.3, false),
    /// A read that does not ask for what was written last, as none of an index can, sees what was
    /// there up to 20 seconds before.
    STALE_READ(.5, true),

    // ---- the stream
    /// Records are delivered again, from an earlier place on.
    RECORDS_AGAIN(.25, false),
    /// A shard is split, and its records go on in two others.
    RESHARDED(.1, false),
    /// Records are given up after their retries.
    RECORDS_DROPPED(.1, true),
    /// Records are gone before anybody read them.
    RECORDS_AGED_OUT(.05, true),

    // ---- the schedule
    /// A schedule fires twice.
    TICK_TWICE(.2, true),
    /// A schedule does not fire.
    TICK_MISSED(.3, true),

    // ---- what is asked for
    /// A job is asked for twice.
    ASKED_TWICE(.5, false),
    /// A job is cancelled.
    CANCEL(.7, false),
    /// A job that lost tasks is redriven.
    REDRIVE(.8, false),
    /// A job's deadline is shorter than its work.
    SHORT_DEADLINE(1, true),
    /// A task fails, and would not if it were tried again.
    TASK_FAILS(.1, false),
    /// Making a plan fails the first time.
    PLAN_FAILS(.3, false),
    /// Making the answer fails the first times.
    FINISH_FAILS(.3, false),
    /// A task fails as if another try might mend it, and none does until its job is redriven.
    TASK_STUBBORN(.25, false),
    /// A task fails whatever is tried: one fewer than tolerated, as many, or one more.
    TASK_LOST(.5, false),
    /// A task takes all memory whenever it is run, until its job is redriven.
    TASK_KILLS(.25, false),
    /// A task leaves out its slice, and does not say so.
    TASK_SKIPS(.15, false),
    /// Partial results and values that are too large for messages and rows.
    LARGE_VALUES(1, false),

    // ---- what people do
    /// A message of a function's is gone: a queue was purged, or its retention is over.
    MESSAGE_LOST(.02, true),

    // ---- added later; at the end, because a seed draws its faults in this order
    /// A copy of the message to make an answer is received without an acknowledgement until it is a
    /// dead letter, up to an hour later.
    FINISH_ADRIFT(.4, false),
    /// Making the answer takes all memory, several times in a row.
    FINISH_KILLS(.3, false),
    /// Each attempt to make the answer makes other bytes, as if it held the time of day.
    ANSWER_VARIES(1, false);

    /// Faults that the application handles without a repair: in a run with no others the keeper
    /// must find nothing to do.
    private static final Set<Fault> HARMLESS =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            CANCEL,
                            ASKED_TWICE,
                            TASK_FAILS,
                            PLAN_FAILS,
                            FINISH_FAILS,
                            TASK_STUBBORN,
                            TASK_LOST,
                            TASK_SKIPS,
                            LARGE_VALUES,
                            ANSWER_VARIES));

    private final double chance;
    private final boolean needsKeeper;

    Fault(double chance, boolean needsKeeper) {
        this.chance = chance;
        this.needsKeeper = needsKeeper;
    }

    /// How likely it is where it may happen, in a run that has it.
    public double chance() {
        return chance;
    }

    /// Whether only the keeper can mend what it may leave.
    public boolean needsKeeper() {
        return needsKeeper;
    }

    /// Whether the application handles it without a repair.
    public boolean isHarmless() {
        return HARMLESS.contains(this);
    }

    /// Its name as people write it: `message-twice`.
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
