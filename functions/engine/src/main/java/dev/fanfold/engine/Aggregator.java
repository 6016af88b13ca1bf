package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.Ports;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The front door of the aggregator: folds what workers reported. Reports may come twice, late, or
/// out of order.
public final class Aggregator {
    private final JobStore jobs;
    private final InstantSource clock;
    private final Folding folding;
    private final Settlement settlement;
    private final Resending resending;

    public Aggregator(Ports ports) {
        var wired = new Wired(ports);
        this.jobs = ports.jobs();
        this.clock = ports.clock();
        this.folding = wired.folding;
        this.settlement = wired.settlement;
        this.resending = wired.resending;
    }

    /// Folds these reports, one write for each job among them.
    public void fold(List<Report> reports) {
        Map<JobId, List<Outcome>> byJob = new LinkedHashMap<>();
        for (Report report : reports) {
            byJob.computeIfAbsent(report.job(), _ -> new ArrayList<>()).addAll(report.outcomes());
        }
        var faults = new Faults();
        byJob.forEach((id, outcomes) -> faults.apart(() -> fold(id, outcomes)));
        faults.raise();
    }

    private void fold(JobId id, List<Outcome> outcomes) {
        Tally.about(id);
        long reported = outcomes.stream().mapToLong(outcome -> outcome.tasks().size()).sum();
        Optional<Job> job = jobs.job(id);
        if (job.isEmpty() || !job.get().isOpen()) {
            Tally.add(Tally.Fact.DUPLICATES, reported);
            return; // over, or so long over that its row has expired
        }
        Folding.Result result = folding.fold(job.get(), outcomes);
        Tally.add(Tally.Fact.FOLDED, result.settled());
        Tally.add(Tally.Fact.DUPLICATES, reported - result.settled() - result.aside().size());
        if (!result.aside().isEmpty()) {
            sendAgain(job.get(), result.aside());
        }
        if (result.mayEnd()) {
            settlement.settle(id);
        }
    }

    private void sendAgain(Job job, TaskSet aside) {
        resending.send(job, aside);
        Instant at = clock.instant();
        if (settlement.move(
                job, now -> now.with(now.progress().repaired(aside.size()).sentAgain(at), at))) {
            Tally.add(Tally.Fact.REPAIRS, aside.size());
        }
    }
}
