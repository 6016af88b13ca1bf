package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.RoundOfJob;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.Scratch;
import dev.fanfold.engine.port.TaskExecutor;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.engine.port.Works;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The front door of a worker: runs the tasks of its messages, and finishes rounds.
///
/// It requeues the tasks that failed transiently or were not run, and reports the others.
///
/// A batch never returns to the queue in part. When [#work] returns, every task is reported or
/// requeued, or its round no longer waits for it, and the whole batch can be acknowledged. When it
/// throws, the whole batch is redelivered.
public final class Worker {
    private final Scratch scratch;
    private final Works works;
    private final OpenJobs openJobs;
    private final ChainSteps chainSteps;
    private final Triage triage;
    private final TaskRuns runs;
    private final Payloads payloads;
    private final ReportWriter reportWriter;
    private final Finisher finisher;

    public Worker(Ports ports, TaskExecutor taskExecutor, Scratch scratch, Works works) {
        var parts = new SharedParts(ports);
        this.scratch = scratch;
        this.works = works;
        this.openJobs = new OpenJobs(ports.jobs(), ports.clock());
        this.chainSteps = new ChainSteps(ports.jobs(), parts.settlement, ports.clock());
        this.triage = new Triage();
        this.runs =
                new TaskRuns(
                        ports.workloads(),
                        new TaskMaker(ports.source(), scratch, parts.outputFiles, parts.keys),
                        taskExecutor,
                        works);
        this.payloads = parts.payloads;
        this.reportWriter =
                new ReportWriter(
                        ports.reports(), ports.clock(), parts.payloads, parts.keys, parts.requeuer);
        this.finisher =
                new Finisher(
                        ports.jobs(),
                        parts.settlement,
                        new FinishRunner(
                                taskExecutor,
                                ports.workloads(),
                                works,
                                new FoldReader(
                                        parts.accumulatorWriter,
                                        parts.payloads,
                                        parts.outputFiles)),
                        new Conclusion(
                                parts.payloads,
                                parts.nextRounds,
                                parts.accumulatorWriter,
                                parts.settlement,
                                new RoundStarter(ports.jobs(), ports.dispatch(), ports.clock())),
                        parts.requeuer);
    }

    /// Runs the tasks of these messages, and finishes rounds.
    ///
    /// If the messages of one job cannot be handled, those of the other jobs are still handled.
    /// Then this throws the first exception.
    public void work(List<ReceivedMessage<WorkMessage>> messages, TimeLeft left) {
        scratch.wipe();
        works.beginInvocation();
        try {
            // If any message was redelivered, run none of the batch directly: the redelivered
            // message may have crashed its worker and would do so again.
            boolean redelivered = messages.stream().anyMatch(Triage::isRedeliveredFromWorkQueue);
            var failures = new FirstFailure();
            byRound(messages)
                    .forEach((round, messagesOfRound) ->
                            failures.run(() -> work(round, messagesOfRound, redelivered, left)));
            failures.rethrow();
        } finally {
            scratch.wipe();
        }
    }

    private void work(
            RoundOfJob round,
            List<ReceivedMessage<WorkMessage>> messages,
            boolean redelivered,
            TimeLeft left) {
        var received = new ArrayList<ReceivedMessage<WorkMessage.Tasks>>();
        messages.forEach(message -> Counters.noteHandled(message.message()));
        for (ReceivedMessage<WorkMessage> message : messages) {
            switch (message.message()) {
                case WorkMessage.Tasks tasks ->
                        received.add(
                                new ReceivedMessage<>(message.id(), tasks, message.receives()));
                case WorkMessage.Finish finish ->
                        finisher.finish(finish, message.receives(), redelivered, left);
            }
        }
        Optional<Job> job =
                received.isEmpty()
                        ? Optional.empty()
                        : openJobs.find(round.job(), round.number(), epochOfChains(received));
        job.ifPresent(open -> run(open, received, redelivered, left));
    }

    // A message of a chain is dropped if the row is of a later epoch, so it needs a row that is not
    // of an earlier one.
    private static int epochOfChains(List<ReceivedMessage<WorkMessage.Tasks>> received) {
        return received.stream()
                .map(ReceivedMessage::message)
                .filter(message -> message.chain() != null)
                .mapToInt(WorkMessage.Tasks::epoch)
                .max()
                .orElse(0);
    }

    private void run(
            Job job,
            List<ReceivedMessage<WorkMessage.Tasks>> received,
            boolean redelivered,
            TimeLeft left) {
        List<Disposition> dispositions =
                received.stream()
                        .flatMap(message -> chainSteps.enter(job, message).stream())
                        .map(message ->
                                triage.decide(message.message(), message.receives(), redelivered))
                        .toList();
        reportWriter.close(job, runs.run(job, payloads.round(job), dispositions, left));
    }

    private static Map<RoundOfJob, List<ReceivedMessage<WorkMessage>>> byRound(
            List<ReceivedMessage<WorkMessage>> messages) {
        Map<RoundOfJob, List<ReceivedMessage<WorkMessage>>> byRound = new LinkedHashMap<>();
        for (ReceivedMessage<WorkMessage> message : messages) {
            WorkMessage work = message.message();
            byRound.computeIfAbsent(
                            new RoundOfJob(work.job(), work.round()), _ -> new ArrayList<>())
                    .add(message);
        }
        return byRound;
    }
}
