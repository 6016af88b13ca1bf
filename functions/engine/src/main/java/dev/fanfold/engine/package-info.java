/// What a fan-out is: a front door for each function that AWS starts, and one for whoever asks.
///
/// | door | what stands behind it |
/// |---|---|
/// | [Dispatcher] | [Inbox] makes jobs of uploads; [JobSender] takes a job to RUNNING with a [Planner] and [BatchSender]; [Redrive] begins a new epoch, which [Reopener] goes on with |
/// | [Worker] | [Triage] says what a message's history allows; [TaskRuns] runs tasks, and each comes to a [Try]; [ReportWriter] requeues ([Requeuer], [Backoff]) and reports; [Finisher] makes [Answers], which an [AnswerWriter] writes; [OpenJobs] knows which jobs still wait |
/// | [Aggregator] | [AccumulatorWriter] writes accumulators; [Settlement] ends what a [Verdict] says can end; [Resender] sends tasks again |
/// | [Keeper] | [Repairer] and [FoldRepair] act on [Claims]; [OverdueJobs] ends what is late; [DeadLetters] reports dead letters as lost |
/// | [JobQueries] | [NewestJobs] lists jobs |
///
/// [SharedParts] puts together what stands behind several doors. Rows and accumulators are written by
/// [ConditionalWrites], values that are too large for them by [Payloads] under [Keys]; [JobQueues]
/// finds the queues of a job's pool.
///
/// They decide with data and act only through the ports; there is no thread, no clock, no chance
/// and no environment here. What a call did is counted in a [Counters]. The packages below hold what
/// they pass on, in the order of the data: arrival, plan, work, outcome, fold, job, port.
@NullMarked
package dev.fanfold.engine;

import org.jspecify.annotations.NullMarked;
