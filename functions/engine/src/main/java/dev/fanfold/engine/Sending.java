package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.MergeFailed;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Takes a job from ACCEPTED to RUNNING, from wherever an earlier try stopped.
final class Sending {
    /// Messages sent before the cursor is written: what a resumed dispatcher may send twice.
    static final int BATCH = 100;

    /// Time to write the cursor and hand on.
    private static final Duration RESERVE = Duration.ofSeconds(10);

    private final Ports ports;
    private final Settlement settlement;
    private final Redrive redrive;

    Sending(Ports ports, Settlement settlement, Redrive redrive) {
        this.ports = ports;
        this.settlement = settlement;
        this.redrive = redrive;
    }

    /// Goes on with the job until it is RUNNING, it ends, or the time is up; then it is handed on.
    void advance(JobId id, TimeLeft left) {
        Tally.about(id);
        while (true) {
            Job job =
                    ports.jobs()
                            .job(id)
                            .orElseThrow(() -> new IllegalStateException("no job " + id));
            switch (job.state()) {
                case ACCEPTED -> plan(job);
                case DISPATCHING -> {
                    if (!left.allows(RESERVE)) {
                        ports.dispatch().send(id);
                        return;
                    }
                    send(job);
                }
                case RUNNING -> {
                    redrive.reopen(job);
                    return;
                }
                case FINISHING, SUCCEEDED, PARTIAL, FAILED, CANCELLED -> {
                    return;
                }
            }
        }
    }

    private void plan(Job job) {
        Workload<?> workload = ports.workloads().find(job.request().workload());
        Draft draft;
        try {
            draft =
                    new Draft(
                            noting(job, () -> workload.plan(planning(job))),
                            noting(job, () -> empty(workload)));
        } catch (InvalidInputException e) {
            settlement.fail(job, Failures.reason(e));
            return;
        } catch (Error e) {
            // The workload's own, which another try would meet again. One of the environment is
            // thrown on: the message comes back, and its dead letter fails the job in the end.
            Reason why = MergeFailed.of("plan", job.request().workload(), e).reason();
            settlement.fail(job, why, Failures.noted(e));
            return;
        }
        ports.jobs().create(Accumulator.empty(job.id(), draft.plan.tasks(), draft.empty));
        ports.jobs().replace(job.planned(draft.plan, ports.clock().instant()));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Draft(Plan plan, byte[] empty) {}

    private Planning planning(Job job) {
        JobOptions options = job.request().options();
        return new Planning(
                job.request().settings(),
                options.slice(),
                options.workers(),
                job.input(),
                ports.source());
    }

    // A workload's own exception: passed on whole, so that the message is tried again.
    private <T> T noting(Job job, Callable<T> code) {
        try {
            return code.call();
        } catch (InvalidInputException e) {
            throw e;
        } catch (RuntimeException e) {
            noteThrown(job, e);
            throw e;
        } catch (Exception e) {
            noteThrown(job, e);
            throw new IllegalStateException(
                    "cannot plan job " + job.id() + " of " + job.request().workload(), e);
        }
    }

    // The row keeps what the last try threw, because the dead letter that ends the job cannot say.
    private void noteThrown(Job job, Exception thrown) {
        try {
            ports.jobs().replace(job.planThrew(Failures.noted(thrown)));
        } catch (RuntimeException e) {
            thrown.addSuppressed(e);
        }
    }

    private static <P> byte[] empty(Workload<P> workload) {
        return workload.codec().encode(workload.empty());
    }

    private void send(Job job) {
        int tasks = job.planned().tasks();
        int from = job.progress().sent();
        if (from >= tasks) {
            ports.jobs().replace(job.sent(ports.clock().instant()));
            return;
        }
        int pack = job.request().options().packFor(tasks);
        int to = (int) Math.min(tasks, from + (long) BATCH * pack);
        ports.queueOf(job).send(messages(job, from, to, pack));
        Tally.add(Tally.Fact.SENT, to - from);
        ports.jobs()
                .replace(
                        job.with(
                                job.progress().sentUpTo(to, ports.clock().instant()),
                                ports.clock().instant()));
    }

    private static List<WorkMessage> messages(Job job, int from, int to, int pack) {
        var messages = new ArrayList<WorkMessage>();
        for (int first = from; first < to; first += pack) {
            messages.add(
                    new WorkMessage.Tasks(
                            job.id(), job.epoch(), first, Math.min(first + pack, to), 1, 0));
        }
        return messages;
    }
}
