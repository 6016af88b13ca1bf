package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.Crew;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.TaskQueue.Delayed;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.engine.port.Works;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/// Makes the answer of a job whose tasks are all done or lost. It has attempts of its own; the
/// answer is written once, and the row moves to its terminal state once.
final class Finisher {
    private final Ports ports;
    private final Crew crew;
    private final Works works;
    private final Payloads payloads;
    private final Folding folding;
    private final Settlement settlement;
    private final Backoff backoff;

    Finisher(Ports ports, Crew crew, Works works) {
        this.ports = ports;
        this.crew = crew;
        this.works = works;
        this.payloads = new Payloads(ports.blobs());
        this.folding = new Folding(ports);
        this.settlement = new Settlement(ports, folding);
        this.backoff = new Backoff(ports.random());
    }

    void finish(WorkMessage.Finish message, int receives, boolean afterDeath, TimeLeft left) {
        // Whoever sent the message has sealed the epoch, and perhaps died before the row said so.
        Job job =
                ports.jobs()
                        .job(message.job())
                        .filter(row -> row.epoch() == message.epoch())
                        .flatMap(settlement::finishing)
                        .orElse(null);
        if (job == null) {
            return; // finished by somebody else, cancelled, or of an epoch that is over
        }
        int attempt = Attempts.after(message.attempt(), receives);
        if (message.hops() == 0 && afterDeath) {
            again(job, Math.min(attempt, message.attempt() + 1), message.hops() + 1);
            return;
        }
        if (attempt > Attempts.MOST) {
            settlement.fail(
                    job,
                    new Reason(
                            Reason.Kind.EXHAUSTED,
                            "finish: each of "
                                    + (attempt - 1)
                                    + " attempts ended with the worker's death"));
            return;
        }
        Workload<?> workload = ports.workloads().find(job.request().workload());
        var terms = new Crew.Terms(1, workload.definition().taskTimeout(), left, TaskRuns.RESERVE);
        Callable<byte[]> making =
                new Crew.Named<>("job " + job.id() + " finish", () -> answer(job, workload));
        conclude(job, message, attempt, crew.run(List.of(making), terms).getFirst());
    }

    private <P> byte[] answer(Job job, Workload<P> workload) throws Exception {
        Accumulator accumulator = folding.accumulator(job);
        P total = workload.codec().decode(payloads.load(accumulator.value()));
        var finishing =
                new Finishing(
                        job.request().settings(),
                        job.planned(),
                        accumulator.losses().tasks().toBitSet());
        return works.of(workload).finish(total, finishing).getBytes(StandardCharsets.UTF_8);
    }

    private void conclude(Job job, WorkMessage.Finish message, int attempt, Crew.Run<byte[]> run) {
        switch (run) {
            case Crew.Run.Returned<byte[]> returned -> write(job, returned.value());
            case Crew.Run.Threw<byte[]> threw ->
                    failed(job, message, Failures.of(-1, attempt, message.hops(), threw.cause()));
            case Crew.Run.Stopped<byte[]> stopped ->
                    failed(
                            job,
                            message,
                            Failures.transientOne(
                                    -1,
                                    attempt,
                                    message.hops(),
                                    "stopped after " + stopped.after().toSeconds() + " s",
                                    null));
            case Crew.Run.NotStarted<byte[]> _ ->
                    failed(
                            job,
                            message,
                            new TaskRun.Again<>(
                                    -1,
                                    attempt,
                                    message.hops(),
                                    false,
                                    "no time was left to start it",
                                    null));
        }
    }

    private void write(Job job, byte[] answer) {
        Payload written = payloads.writeOnce(answer, Keys.result(job));
        Accumulator folded = folding.accumulator(job);
        Job now = job;
        while (now.state() == State.FINISHING && now.epoch() == job.epoch()) {
            Job answered = answered(now, folded, written);
            if (ports.jobs().replace(answered)) {
                Tally.written(answered);
                return;
            }
            now = ports.jobs().job(job.id()).orElseThrow();
        }
    }

    // What was rejected was judged once, by whoever sealed the fold.
    private Job answered(Job job, Accumulator folded, Payload answer) {
        Instant now = ports.clock().instant();
        return folded.seal() instanceof Seal.Rejected rejected
                ? job.rejected(answer, rejected.reason(), now)
                : job.answered(answer, folded.losses().isEmpty(), now);
    }

    private void failed(Job job, WorkMessage.Finish message, TaskRun<Object> run) {
        switch (run) {
            case TaskRun.Lost<Object> lost ->
                    settlement.fail(
                            job,
                            new Reason(lost.reason().kind(), "finish: " + lost.reason().text()),
                            lost.trace());
            case TaskRun.Again<Object> again when again.hops() + 1 >= Attempts.MOST_HOPS ->
                    settlement.fail(
                            job,
                            new Reason(
                                    Reason.Kind.HOPS,
                                    "finish: handed on " + (again.hops() + 1) + " times"),
                            again.trace());
            case TaskRun.Again<Object> again -> again(job, again.attempt(), message.hops() + 1);
            case TaskRun.Done<Object> _ ->
                    throw new IllegalStateException("a failure cannot be done");
        }
    }

    private void again(Job job, int attempt, int hops) {
        var next = new WorkMessage.Finish(job.id(), job.epoch(), attempt, hops);
        var delayed = new Delayed(next, backoff.before(Math.max(2, attempt)));
        ports.queueOf(job).retry(List.of(delayed));
    }
}
