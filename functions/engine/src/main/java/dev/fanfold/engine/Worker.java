package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.Crew;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.Received;
import dev.fanfold.engine.port.Scratch;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.engine.port.Works;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The front door of a worker: runs the tasks of its messages, hands on what did not come off, and
/// writes one report of the rest.
///
/// A message is never given back in part. When [#work] returns, everything in it is reported or
/// handed on, and it can be acknowledged; when it throws, all of it comes back.
public final class Worker {
    private final Scratch scratch;
    private final Works works;
    private final OpenJobs openJobs;
    private final Triage triage;
    private final TaskRuns runs;
    private final Reporting reporting;
    private final Finisher finisher;

    public Worker(Ports ports, Crew crew, Scratch scratch, Works works) {
        this.scratch = scratch;
        this.works = works;
        this.openJobs = new OpenJobs(ports.jobs(), ports.clock());
        this.triage = new Triage();
        this.runs = new TaskRuns(ports.workloads(), ports.source(), crew, scratch, works);
        var wired = new Wired(ports);
        this.reporting =
                new Reporting(
                        ports.reports(),
                        ports.clock(),
                        wired.payloads,
                        wired.keys,
                        wired.requeuing);
        this.finisher =
                new Finisher(
                        ports.jobs(),
                        wired.settlement,
                        new Answers(crew, ports.workloads(), works, wired.payloads, wired.folding),
                        new AnswerWriter(
                                wired.payloads, wired.folding, wired.settlement, ports.clock()),
                        wired.requeuing);
    }

    /// Works on these messages.
    public void work(List<Received<WorkMessage>> messages, TimeLeft left) {
        scratch.wipe();
        works.begin();
        try {
            // Beside a message whose first receiver died nothing first-hand runs: it may be the
            // one that kills, and would take its neighbours along once more.
            boolean afterDeath = messages.stream().anyMatch(Triage::isSecondReceipt);
            var faults = new Faults();
            byJob(messages)
                    .forEach(
                            (id, theirs) -> faults.apart(() -> work(id, theirs, afterDeath, left)));
            faults.raise();
        } finally {
            scratch.wipe();
        }
    }

    private void work(
            JobId id, List<Received<WorkMessage>> messages, boolean afterDeath, TimeLeft left) {
        var errands = new ArrayList<Errand>();
        messages.forEach(message -> Tally.about(message.message()));
        for (Received<WorkMessage> message : messages) {
            switch (message.message()) {
                case WorkMessage.Tasks tasks ->
                        errands.add(triage.of(tasks, message.receives(), afterDeath));
                case WorkMessage.Finish finish ->
                        finisher.finish(finish, message.receives(), afterDeath, left);
            }
        }
        Optional<Job> job = errands.isEmpty() ? Optional.empty() : openJobs.find(id);
        job.ifPresent(open -> reporting.close(open, runs.run(open, errands, left)));
    }

    private static Map<JobId, List<Received<WorkMessage>>> byJob(
            List<Received<WorkMessage>> messages) {
        Map<JobId, List<Received<WorkMessage>>> byJob = new LinkedHashMap<>();
        for (Received<WorkMessage> message : messages) {
            byJob.computeIfAbsent(message.message().job(), _ -> new ArrayList<>()).add(message);
        }
        return byJob;
    }
}
