package dev.fanfold.simulator.fault;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// A kind of fault. Each run has a random selection, because with all of them one fault hides what
/// another would show.
public enum Fault {
    // ---- S3 and its events
    /// A notification arrives twice.
    EVENT_TWICE(.3, false),
    /// A notification arrives up to ten minutes late, and so out of order.
    EVENT_LATE(.3, false),
    /// A notification never arrives.
    EVENT_MISSING(.15, false),
    /// An object is replaced by another version while its job runs.
    OBJECT_REPLACED(.5, false),
    /// The version that a job has pinned is deleted while it runs.
    OBJECT_GONE(.3, false),
    /// A connection breaks in the middle of an object.
    BODY_CUT(.1, false),
    /// A concurrent write under the same key makes a conditional write fail with 409.
    S3_CONFLICT(.1, false),
    /// A request to S3 fails without effect.
    S3_FAILS(.05, false),
    /// An object is written, but the response is lost.
    S3_UNANSWERED(.1, false),
    /// The client's retry of a conditional write fails because the first try had succeeded.
    S3_OWN_WRITE(.1, false),

    // ---- SQS
    /// An entry of a batch is rejected while the rest is accepted.
    SEND_REFUSED(.15, false),
    /// An entry of a batch is rejected in all tries of its sender.
    SEND_GIVEN_UP(.01, true),
    /// Messages are accepted, but the response is lost.
    SEND_UNANSWERED(.08, false),
    /// A request to SQS fails without effect.
    SQS_FAILS(.05, true),
    /// A message is delivered twice.
    MESSAGE_TWICE(.2, false),
    /// A message is delivered up to a minute late, and so out of order.
    MESSAGE_LATE(.2, false),
    /// A message is delivered again although it was deleted.
    DELETE_LOST(.12, false),
    /// A message becomes visible again while a function processes it.
    VISIBLE_EARLY(.12, false),
    /// Messages are received, but no environment is available to process them.
    OVER_PULLED(.12, false),
    /// The counts of a queue are up to 50 seconds old.
    COUNTS_LATE(.3, true),

    // ---- Lambda
    /// The dispatcher is killed at a call.
    DISPATCHER_KILLED(.2, false),
    /// A worker is killed at a call.
    WORKER_KILLED(.12, false),
    /// The aggregator is killed at a call.
    AGGREGATOR_KILLED(.15, false),
    /// The keeper is killed at a call.
    KEEPER_KILLED(.2, true),
    /// An environment freezes at a call for up to five minutes, so its invocation may time out.
    FROZEN(.08, false),
    /// Tasks take so long that the invocation times out.
    OUT_OF_TIME(.06, false),
    /// A task runs out of memory and kills its environment.
    OUT_OF_MEMORY(.05, false),
    /// The next environment finds the scratch files of one that died.
    SCRATCH_LEFT(.7, false),
    /// Two versions of the code run for a while. The older one cannot read what the newer one
    /// writes.
    TWO_VERSIONS(.5, false),
    /// The clocks of hosts are up to 5 s ahead or behind.
    CLOCKS_APART(1, false),

    // ---- DynamoDB
    /// A read or write is throttled, without effect.
    DYNAMO_FAILS(.05, false),
    /// An item is written, but the response is lost.
    WRITE_UNANSWERED(.06, false),
    /// The client's retry of a conditional write fails because the first try had succeeded.
    OWN_WRITE(.1, false),
    /// A page of a query ends early; the next page has the rest.
    PAGE_SHORT(.3, false),
    /// An eventually consistent read, as all reads of an index are, returns a state of up to 20
    /// seconds ago.
    STALE_READ(.5, true),

    // ---- the stream
    /// The stream goes back and delivers records again.
    RECORDS_AGAIN(.25, false),
    /// A shard is split; its later records are in two new shards.
    RESHARDED(.1, false),
    /// Records are dropped after their retries.
    RECORDS_DROPPED(.1, true),
    /// Records expire before they are read.
    RECORDS_AGED_OUT(.05, true),

    // ---- the schedule
    /// A schedule fires twice.
    TICK_TWICE(.2, true),
    /// A schedule does not fire.
    TICK_MISSED(.3, true),

    // ---- requests and workloads
    /// A job is submitted twice.
    ASKED_TWICE(.5, false),
    /// A job is cancelled.
    CANCEL(.7, false),
    /// A job that lost tasks is redriven.
    REDRIVE(.8, false),
    /// A job's deadline is shorter than its work.
    SHORT_DEADLINE(1, true),
    /// A task fails in its first attempts.
    TASK_FAILS(.1, false),
    /// Making a plan fails the first times.
    PLAN_FAILS(.3, false),
    /// Making the answer fails the first times.
    FINISH_FAILS(.3, false),
    /// A task fails with a transient failure in all attempts, until its job is redriven.
    TASK_STUBBORN(.25, false),
    /// Tasks fail permanently: one fewer than tolerated, exactly as many, or one more.
    TASK_LOST(.5, false),
    /// A task runs out of memory in all attempts, until its job is redriven.
    TASK_KILLS(.25, false),
    /// A task reports success but does not cover its slice.
    TASK_SKIPS(.15, false),
    /// Partial results and values are too large for messages and rows.
    LARGE_VALUES(1, false),

    // ---- operators
    /// A message that a function sent is lost: its queue was purged, or its retention is over.
    MESSAGE_LOST(.02, true),

    // ---- added later, at the end, because a seed selects its faults in this order
    /// A copy of the finish message becomes a dead letter, up to an hour later.
    FINISH_ADRIFT(.4, false),
    /// Making the answer runs out of memory, several times in a row.
    FINISH_KILLS(.3, false),
    /// Each attempt to make the answer returns different bytes, as if it contained the time.
    ANSWER_VARIES(1, false);

    /// Faults that the application handles without a repair. In a run with only these the keeper
    /// must not repair anything.
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

    /// The probability per occasion, in a run that has this fault.
    public double chance() {
        return chance;
    }

    /// Whether only the keeper can repair its effects.
    public boolean needsKeeper() {
        return needsKeeper;
    }

    /// Whether the application handles it without a repair.
    public boolean isHarmless() {
        return HARMLESS.contains(this);
    }

    /// Its name in a scenario: `message-twice`.
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
