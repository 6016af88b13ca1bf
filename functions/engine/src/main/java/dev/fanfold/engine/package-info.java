/// What a fan-out is: a front door for each function that AWS starts, and one for whoever asks.
///
/// | door | what stands behind it |
/// |---|---|
/// | [Dispatcher] | [Inbox] makes jobs of uploads; [Sending] takes a job to RUNNING with a [Planner] and [Batches]; [Redrive] begins a new epoch, which [Reopening] goes on with |
/// | [Worker] | [Triage] says what a message's history allows; [TaskRuns] runs tasks, and each comes to a [Try]; [Reporting] requeues ([Requeuing], [Backoff]) and reports; [Finisher] makes [Answers], which an [AnswerWriter] writes; [OpenJobs] knows which jobs still wait |
/// | [Aggregator] | [Folding] writes accumulators; [Settlement] ends what a [Verdict] says can end; [Resending] sends tasks again |
/// | [Keeper] | [Repair] and [FoldRepair] act on [Claims]; [Overdue] ends what is late; [Burial] reports dead letters as lost |
/// | [Inquiries] | [Newest] lists jobs |
///
/// [Wired] puts together what stands behind several doors. Rows and accumulators are written by
/// [ConditionalWrites], values that are too large for them by [Payloads] under [Keys]; [JobQueues]
/// finds the queues of a job's pool.
///
/// They decide with data and act only through the ports; there is no thread, no clock, no chance
/// and no environment here. What a call did is counted in a [Tally]. The packages below hold what
/// they pass on, in the order of the data: arrival, plan, work, outcome, fold, job, port.
@NullMarked
package dev.fanfold.engine;

import org.jspecify.annotations.NullMarked;
