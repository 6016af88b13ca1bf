/// The core of a fan-out: a front door for each function, and one for queries.
///
/// | door | its parts |
/// |---|---|
/// | [Dispatcher] | [Inbox] makes jobs of uploads; [JobSender] moves a job to RUNNING with a [Planner] and [BatchSender]; [Redrive] starts a new epoch, which [Reopener] continues |
/// | [Worker] | [Triage] decides from a message's history; [TaskRuns] runs tasks, each with a [Try] as its result; [ReportWriter] requeues ([Requeuer], [Backoff]) and reports; [Finisher] makes [Answers], which an [AnswerWriter] writes; [OpenJobs] knows which jobs still wait for tasks |
/// | [Aggregator] | [AccumulatorWriter] writes accumulators; [Settlement] completes a job when a [Verdict] allows it; [Resender] sends tasks again |
/// | [Keeper] | [Repairer] and [FoldRepair] act on [Claims]; [OverdueJobs] ends jobs that are past their deadline; [DeadLetters] reports dead letters as lost |
/// | [JobQueries] | [NewestJobs] lists jobs |
///
/// [SharedParts] builds the parts that several doors share. [ConditionalWrites] writes rows and
/// accumulators; [Payloads] stores values that are too large for them, under [Keys]; [JobQueues]
/// finds the queues of a job's pool.
///
/// The engine decides with data and acts only through its ports. It has no threads, no clock, no
/// randomness and no environment of its own. A [Counters] counts what a call did. The packages
/// below hold the data, in the order of its flow: arrival, work, outcome, fold, job, port.
@NullMarked
package dev.fanfold.engine;

import org.jspecify.annotations.NullMarked;
