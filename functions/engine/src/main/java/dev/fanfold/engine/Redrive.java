package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.job.Transition;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.workload.InvalidInputException;
import java.time.Instant;

/// Takes a PARTIAL or FAILED job back to RUNNING: what was lost is forgotten, what is done stays.
///
/// In two steps: the row says so at once, and the dispatcher, which has the time to send, does the
/// rest.
final class Redrive {
    private final Ports ports;
    private final Folding folding;
    private final Settlement settlement;
    private final Resending resending;

    Redrive(Ports ports, Folding folding, Settlement settlement) {
        this.ports = ports;
        this.folding = folding;
        this.settlement = settlement;
        this.resending = new Resending(ports);
    }

    /// Starts the next epoch and asks the dispatcher to go on with it.
    ///
    /// @throws InvalidInputException when the job is not PARTIAL or FAILED, was never planned, or
    ///   lost nothing
    void start(Job job) {
        if (waitsToBeSent(job)) { // asked before, and the dispatcher may not have heard
            ports.dispatch().send(job.id());
            return;
        }
        if (!Transition.REDRIVE.leavesFrom(job.state())) {
            throw new InvalidInputException(
                    "job %s is %s: only a PARTIAL or FAILED job can be redriven"
                            .formatted(job.id(), job.state()));
        }
        if (job.plan() == null) {
            throw new InvalidInputException(
                    "job "
                            + job.id()
                            + " failed before it had a plan: put right what it says and submit it again");
        }
        if (job.state() == State.PARTIAL && lostNothing(job)) {
            throw new InvalidInputException(
                    "nothing was lost in job %s, only rejected: change the input or --reject, and submit it again"
                            .formatted(job.id()));
        }
        Job next = job.redriven(ports.clock().instant());
        if (ports.jobs().replace(next)
                || ports.jobs().job(job.id()).filter(next::equals).isPresent()) {
            ports.dispatch().send(job.id());
        }
    }

    // Another try would reject the same records. In a later epoch somebody else was faster.
    private boolean lostNothing(Job job) {
        Accumulator accumulator = folding.accumulator(job);
        return accumulator.epoch() == job.epoch() && accumulator.losses().isEmpty();
    }

    // A new epoch's cursor begins at none.
    private static boolean waitsToBeSent(Job job) {
        return job.state() == State.RUNNING
                && job.epoch() > 0
                && job.progress().sent() < job.planned().tasks();
    }

    /// Opens a running job's accumulator for its epoch if it is still of an earlier one, sends what
    /// is not done, and settles. Whoever finds it so may do it, and goes on where another died:
    /// only the cursor, which is written last, says that all is sent.
    void reopen(Job job) {
        if (job.state() != State.RUNNING) {
            return;
        }
        Accumulator accumulator = folding.accumulator(job);
        boolean closed = accumulator.epoch() < job.epoch();
        if (closed) {
            ports.jobs().replace(accumulator.reopened(job.epoch()));
        }
        if (closed || waitsToBeSent(job)) {
            send(job);
        }
        settlement.settle(job.id());
    }

    private void send(Job job) {
        folding.foldTable(job);
        Accumulator accumulator = folding.accumulator(job);
        if (accumulator.epoch() == job.epoch() && !accumulator.isSealed()) {
            resending.send(job, accumulator.missing());
            Instant at = ports.clock().instant();
            settlement.move(
                    job, now -> now.with(now.progress().sentUpTo(job.planned().tasks(), at), at));
        }
    }
}
