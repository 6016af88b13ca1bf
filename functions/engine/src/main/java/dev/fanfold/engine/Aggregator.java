package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.RoundOfJob;
import dev.fanfold.engine.outcome.NextStep;
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

/// The front door of the aggregator: folds the outcomes that workers and the keeper reported.
///
/// Reports may arrive twice, late or out of order.
public final class Aggregator {
    private final JobStore jobs;
    private final InstantSource clock;
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;
    private final Resender resender;
    private final Chains chains;
    private final Window window;

    public Aggregator(Ports ports) {
        var parts = new SharedParts(ports);
        this.jobs = ports.jobs();
        this.clock = ports.clock();
        this.accumulatorWriter = parts.accumulatorWriter;
        this.settlement = parts.settlement;
        this.resender = parts.resender;
        this.chains = parts.chains;
        this.window = parts.window;
    }

    /// Folds these reports, and ends rounds that can end. All reports of one round of a job are
    /// folded with one write.
    ///
    /// If the reports of one job cannot be folded, those of the other jobs are still folded. Then
    /// this throws the first exception.
    public void fold(List<Report> reports) {
        Map<RoundOfJob, List<Report>> byRound = new LinkedHashMap<>();
        for (Report report : reports) {
            byRound.computeIfAbsent(
                            new RoundOfJob(report.job(), report.round()), _ -> new ArrayList<>())
                    .add(report);
        }
        var failures = new FirstFailure();
        byRound.forEach((round, ofRound) -> failures.run(() -> fold(round, ofRound)));
        failures.rethrow();
    }

    private void fold(RoundOfJob round, List<Report> reports) {
        JobId id = round.job();
        Counters.noteHandled(id);
        List<Outcome> outcomes =
                reports.stream().flatMap(report -> report.outcomes().stream()).toList();
        long reported = outcomes.stream().mapToLong(outcome -> outcome.tasks().size()).sum();
        // A job that has ended, or is in a later round, needs no more outcomes of this round. The
        // row of an ended job may have expired.
        Optional<Job> job =
                jobs.job(id).filter(row -> row.isOpen() && row.round().number() == round.number());
        if (job.isEmpty()) {
            Counters.add(Counters.Counter.DUPLICATES, reported);
            return;
        }
        AccumulatorWriter.Result result = accumulatorWriter.fold(job.get(), outcomes);
        Counters.add(Counters.Counter.FOLDED, result.added());
        Counters.add(
                Counters.Counter.DUPLICATES, reported - result.added() - result.aside().size());
        if (!result.aside().isEmpty()) {
            resend(job.get(), result.aside());
        }
        sendNext(job.get(), reports.stream().flatMap(report -> report.next().stream()).toList());
        window.refill(job.get(), result.now());
        if (result.mayEnd()) {
            settlement.settle(id);
        }
    }

    // Between two steps of a chain no message of it is in a queue. The row says that one was sent,
    // so that the keeper does not take two such moments for a quiet minute.
    private void sendNext(Job job, List<NextStep> steps) {
        if (!steps.isEmpty()) {
            chains.sendNext(job, steps);
            Instant at = clock.instant();
            settlement.update(job, now -> now.with(now.progress().sentAgain(at), at));
        }
    }

    private void resend(Job job, TaskSet aside) {
        resender.send(job, aside);
        Instant at = clock.instant();
        long overruns = Window.overruns(job, aside);
        if (settlement.update(
                job,
                now ->
                        now.with(
                                now.progress()
                                        .repaired(aside.size())
                                        .sentAgain(at)
                                        .overrun(overruns),
                                at))) {
            Counters.add(Counters.Counter.REPAIRS, aside.size());
        }
    }
}
