/// The engine: a front door for each function, and two for queries.
///
/// | front door | its parts |
/// |---|---|
/// | [Dispatcher] | [Inbox] makes jobs of uploads; [JobSender] moves a job to RUNNING with a [Planner], a [PlanMaker] and a [BatchSender]; [Redrive] starts a new epoch, which [Reopener] continues, or a further round ([RedriveRound]) |
/// | [Worker] | [OpenJobs] finds the jobs that still wait for tasks; [Triage] decides about each message with a [Disposition]; [TaskRuns] runs the tasks that [TaskMaker] and [TaskCalls] make, within a [ResultBudget], each with a [Try] as its result; [ExecutionOutputs] writes the outputs of a task under an [OutputToken], and [EarlierOutputs] lists those of its other executions; [ReportWriter] requeues ([Requeuer], [Backoff]) and reports; [Finisher] runs the finish ([FinishRunner], [FoldReader]), and a [Conclusion] records the answer or the next round ([NextRounds], [RoundStarter], [RoundMessage]) |
/// | [Aggregator] | [AccumulatorWriter] writes accumulators; [Settlement] ends a job's round if a [Verdict] is due; [Resender] resends tasks |
/// | [Keeper] | [Repairer] and [FoldRepair] act on [Claims]; [OverdueJobs] ends jobs that are past their deadline; [DeadLetters] reports dead letters as lost |
/// | [JobQueries] | [NewestJobs] lists jobs |
/// | [OutputQueries] | [OutputFiles] reads the outputs that count ([CountedOutputs], [LazyOutputs]); a [NamePattern] selects outputs by name |
///
/// [SharedParts] builds the parts that several front doors share. [ConditionalWrites] writes rows
/// and accumulators; [Payloads] stores values that are too large for them, under [Keys];
/// [JobQueues] finds the queues of a job's pool; [DeployedWorkloads] checks that the pool is
/// deployed. [Failures] separates transient failures from permanent ones, and [Attempts] limits
/// retries. A [FirstFailure] lets a call continue with its other jobs.
///
/// The engine acts only through its ports. It has no threads, no clock, no random numbers and no
/// environment of its own. [Counters] count what a call did. The subpackages contain the data, in
/// the order of its flow (arrival, work, outcome, fold, job), and the interfaces of the ports
/// (port).
@NullMarked
package dev.fanfold.engine;

import org.jspecify.annotations.NullMarked;
