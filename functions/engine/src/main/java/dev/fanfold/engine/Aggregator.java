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

/// The front door of the aggregator: folds the outcomes that workers reported.
///
/// Reports may arrive twice, late or out of order.
public final class Aggregator {
    private final JobStore jobs;
    private final InstantSource clock;
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;
    private final Resender resender;

    public Aggregator(Ports ports) {
        var parts = new SharedParts(ports);
        this.jobs = ports.jobs();
        this.clock = ports.clock();
        this.accumulatorWriter = parts.accumulatorWriter;
        this.settlement = parts.settlement;
        this.resender = parts.resender;
    }

    /// Folds these reports with one write for each job among them.
    public void fold(List<Report> reports) {
        Map<JobId, List<Outcome>> byJob = new LinkedHashMap<>();
        for (Report report : reports) {
            byJob.computeIfAbsent(report.job(), _ -> new ArrayList<>()).addAll(report.outcomes());
        }
        var failures = new FirstFailure();
        byJob.forEach((id, outcomes) -> failures.isolate(() -> fold(id, outcomes)));
        failures.raise();
    }

    private void fold(JobId id, List<Outcome> outcomes) {
        Counters.about(id);
        long reported = outcomes.stream().mapToLong(outcome -> outcome.tasks().size()).sum();
        Optional<Job> job = jobs.job(id);
        if (job.isEmpty() || !job.get().isOpen()) {
            Counters.add(Counters.Counter.DUPLICATES, reported);
            return; // the job has ended; its row may have expired
        }
        AccumulatorWriter.Result result = accumulatorWriter.fold(job.get(), outcomes);
        Counters.add(Counters.Counter.FOLDED, result.settled());
        Counters.add(
                Counters.Counter.DUPLICATES, reported - result.settled() - result.aside().size());
        if (!result.aside().isEmpty()) {
            sendAgain(job.get(), result.aside());
        }
        if (result.mayEnd()) {
            settlement.settle(id);
        }
    }

    private void sendAgain(Job job, TaskSet aside) {
        resender.send(job, aside);
        Instant at = clock.instant();
        if (settlement.move(
                job, now -> now.with(now.progress().repaired(aside.size()).sentAgain(at), at))) {
            Counters.add(Counters.Counter.REPAIRS, aside.size());
        }
    }
}
