package dev.fanfold.engine;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.NextStep;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.engine.port.ReportLog;
import dev.fanfold.engine.port.WorkMessage;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reports the work in dead letters as lost, so that every job ends.
final class DeadLetters {
    private final JobStore jobs;
    private final ReportLog reports;
    private final InstantSource clock;
    private final Settlement settlement;
    private final Keys keys;

    DeadLetters(
            JobStore jobs,
            ReportLog reports,
            InstantSource clock,
            Settlement settlement,
            Keys keys) {
        this.jobs = jobs;
        this.reports = reports;
        this.clock = clock;
        this.settlement = settlement;
        this.keys = keys;
    }

    /// Reports the tasks of a message of a pool as lost, if the job is open. If the message is the
    /// order to finish a round, fails the job, if it is FINISHING in that round and epoch.
    void reportLost(WorkMessage letter, String why) {
        Counters.noteHandled(letter);
        var reason = new Reason(Reason.Kind.DEAD_LETTER, why);
        Optional<Job> job = jobs.job(letter.job()).filter(Job::isOpen);
        switch (letter) {
            case WorkMessage.Tasks tasks -> job.ifPresent(_ -> report(tasks, reason));
            case WorkMessage.Finish finish ->
                    job.filter(open ->
                                    open.state() == State.FINISHING
                                            && open.isIn(finish.round(), finish.epoch()))
                            .ifPresent(open ->
                                    settlement.fail(
                                            open, new Reason(reason.kind(), "finish: " + why)));
        }
    }

    // The round and epoch need no check here, because losses of another round or epoch are not
    // folded.
    private void report(WorkMessage.Tasks tasks, Reason reason) {
        List<Outcome> losses =
                IntStream.range(tasks.from(), tasks.to())
                        .<Outcome>mapToObj(task ->
                                new Outcome.Lost(task, tasks.attempt(), tasks.epoch(), reason))
                        .toList();
        reports.append(
                new Report(
                        tasks.job(),
                        tasks.round(),
                        keys.newReportKey(),
                        clock.instant(),
                        losses,
                        Traces.Inline.NONE,
                        next(tasks)));
        losses.forEach(Counters::noteReported);
    }

    // The tasks that wait in the message are not lost.
    private static List<NextStep> next(WorkMessage.Tasks letter) {
        return letter.chain() == null
                ? List.of()
                : Chains.next(letter, letter.chain().waiting()).stream().toList();
    }

    /// Fails the job that a message of the dispatch queue names, if the job still waits for its
    /// dispatcher.
    void reportLost(Arrival letter, String why) {
        switch (letter) {
            case Arrival.Waiting waiting -> fail(waiting, why);
            // The message names no job. If the upload became a job, the keeper finds it stalled and
            // sends it a message of its own. If not, only the alarm on the dead-letter queue
            // reports the upload.
            case Arrival.Uploaded _, Arrival.Nothing _ -> {}
        }
    }

    // A dead letter of an earlier round does not fail the job, because the round that the job is in
    // has a message of its own.
    private void fail(Arrival.Waiting letter, String why) {
        Counters.noteHandled(letter.job());
        jobs.job(letter.job())
                .filter(job -> job.round().number() == letter.round())
                .filter(job -> job.state() == State.ACCEPTED || job.state() == State.DISPATCHING)
                .ifPresent(job ->
                        settlement.fail(
                                job,
                                new Reason(
                                        Reason.Kind.DEAD_LETTER,
                                        "dispatch: " + why + lastErrorText(job)),
                                job.trace()));
    }

    private static String lastErrorText(Job job) {
        return job.trace() == null ? "" : "; the last time: " + job.trace().headline();
    }
}
