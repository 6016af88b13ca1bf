package dev.fanfold.simulator.fault;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// A kind of fault. Each run has a random selection of them, because one fault can hide the effects
/// of another.
public enum Fault {
    // ---- S3 and its events
    /// A notification arrives twice, the second time up to ten minutes later.
    EVENT_TWICE(.3, false),
    /// A notification arrives up to ten minutes late, and so out of order.
    EVENT_LATE(.3, false),
    /// A notification never arrives.
    EVENT_MISSING(.15, false),
    /// An input is replaced by another version, up to a minute after its upload.
    OBJECT_REPLACED(.5, false),
    /// The uploaded version of an input is deleted, up to a minute after its upload. A job may have
    /// pinned it.
    OBJECT_GONE(.3, false),
    /// A connection breaks while an object is read.
    BODY_CUT(.1, false),
    /// A conditional write fails with 409, as if another write to the same key were in progress.
    S3_CONFLICT(.1, false),
    /// A request to S3 fails without effect.
    S3_FAILS(.05, false),
    /// A request that changes an object or an upload in parts succeeds, but the response is lost.
    S3_UNANSWERED(.1, false),
    /// The client's retry of a conditional write, or of the completion or abortion of an upload in
    /// parts, fails because the first try had succeeded.
    S3_OWN_WRITE(.1, false),

    // ---- SQS
    /// An entry of a batch is rejected, at most three times. Other entries are accepted.
    SEND_REFUSED(.15, false),
    /// An entry of a batch is rejected in all tries of its sender.
    SEND_GIVEN_UP(.01, true),
    /// All messages of a batch are accepted, but the response is lost.
    SEND_UNANSWERED(.08, false),
    /// A request to SQS fails without effect.
    SQS_FAILS(.05, true),
    /// A message is delivered twice, the second time up to a minute later.
    MESSAGE_TWICE(.2, false),
    /// A message is delivered up to a minute late, and so out of order.
    MESSAGE_LATE(.2, false),
    /// A message is delivered again, up to a minute later, although it was processed: its deletion
    /// had no effect.
    DELETE_LOST(.12, false),
    /// A message becomes visible again up to 5 s after it was received, even while a function
    /// processes it.
    VISIBLE_EARLY(.12, false),
    /// Messages are received, but no environment is available to process them.
    OVER_PULLED(.12, false),
    /// The counts of a queue are up to 50 seconds old.
    COUNTS_LATE(.3, true),

    // ---- Lambda
    /// The dispatcher is killed at a point where its time passes, such as a call to a service.
    DISPATCHER_KILLED(.2, false),
    /// A worker is killed at a point where its time passes, such as a call to a service.
    WORKER_KILLED(.12, false),
    /// The aggregator is killed at a point where its time passes, such as a call to a service.
    AGGREGATOR_KILLED(.15, false),
    /// The keeper is killed at a point where its time passes, such as a call to a service.
    KEEPER_KILLED(.2, true),
    /// An environment freezes for up to five minutes, so its invocation may time out.
    FROZEN(.08, false),
    /// A task takes 20 to 60 s, so that not all tasks of its message may fit into an invocation.
    OUT_OF_TIME(.06, false),
    /// A task runs out of memory in its first attempts, which kills the environment.
    OUT_OF_MEMORY(.05, false),
    /// A new environment finds the scratch directories of one that died.
    SCRATCH_LEFT(.7, false),
    /// Two versions of the code run for up to two minutes. The older one cannot read what the newer
    /// one writes.
    TWO_VERSIONS(.5, false),
    /// The clock of each environment is up to 5 s ahead or behind.
    CLOCKS_APART(1, false),

    // ---- DynamoDB
    /// A read or write is throttled and has no effect.
    DYNAMO_FAILS(.05, false),
    /// A write or a deletion succeeds, but the response is lost.
    WRITE_UNANSWERED(.06, false),
    /// The client's retry of a conditional write fails because the first try had succeeded.
    OWN_WRITE(.1, false),
    /// A page of a query ends early; the next page has the rest.
    PAGE_SHORT(.3, false),
    /// An eventually consistent read, as all reads of an index are, returns a state of up to 20
    /// seconds ago.
    STALE_READ(.5, true),

    // ---- the stream
    /// The mapping goes back in its shard by up to 12 records and delivers them again.
    RECORDS_AGAIN(.25, false),
    /// A shard is split: two new shards get its later records.
    RESHARDED(.1, false),
    /// A failed batch of records is dropped, as if all its retries had failed.
    RECORDS_DROPPED(.1, true),
    /// Records expire before they are read, so they are skipped.
    RECORDS_AGED_OUT(.05, true),

    // ---- the schedule
    /// A schedule fires twice.
    TICK_TWICE(.2, true),
    /// A schedule does not fire.
    TICK_MISSED(.3, true),

    // ---- requests and workloads
    /// A request for a job is sent twice.
    ASKED_TWICE(.5, false),
    /// A caller cancels a job, open or not.
    CANCEL(.7, false),
    /// A caller redrives a job that is PARTIAL or FAILED, at most twice, unless it failed before
    /// the plan of its first round.
    REDRIVE(.8, false),
    /// All jobs of the seed have deadlines of 5 to 304 s, which may be too short for their work.
    SHORT_DEADLINE(1, true),
    /// A task fails in its first attempts.
    TASK_FAILS(.1, false),
    /// An attempt to make a plan fails, at most twice in a run.
    PLAN_FAILS(.3, false),
    /// An attempt to make the answer fails, at most twice in a run.
    FINISH_FAILS(.3, false),
    /// A task fails with a transient failure in all attempts, until its job is redriven.
    TASK_STUBBORN(.25, false),
    /// Tasks fail permanently: one fewer than tolerated, exactly as many, or one more.
    TASK_LOST(.5, false),
    /// A task runs out of memory in all attempts, until its job is redriven.
    TASK_KILLS(.25, false),
    /// A task reports success but does not cover its slice.
    TASK_SKIPS(.15, false),
    /// Partial results, accumulated values and inputs of rounds may be too large for their table
    /// items.
    LARGE_VALUES(1, false),

    // ---- operators
    /// A message that a function sent is lost: its queue was purged, or its retention is over.
    MESSAGE_LOST(.02, true),

    // ---- added later, at the end, because a seed selects its faults in this order
    /// A copy of a finish message becomes a dead letter, up to an hour later.
    FINISH_ADRIFT(.4, false),
    /// Attempts to make the answer run out of memory, up to eight times in a row.
    FINISH_KILLS(.3, false),
    /// Attempts to make the answer, or the input of a further round, return different bytes with
    /// the same content.
    ANSWER_VARIES(1, false);

    /// Faults that the application handles without a repair. If no other fault happened in a run,
    /// the keeper must not have repaired anything.
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

    /// The probability that the fault happens on an occasion, in a run that has this fault.
    public double chance() {
        return chance;
    }

    /// Whether a run with this fault needs a keeper from the start: only the keeper can repair the
    /// effects, or the fault happens only to the keeper.
    public boolean needsKeeper() {
        return needsKeeper;
    }

    /// Whether the application handles it without a repair.
    public boolean isHarmless() {
        return HARMLESS.contains(this);
    }

    /// The fault's name in a scenario, such as `message-twice`.
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
