package dev.fanfold.simulator.check;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.simulator.work.Nature;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One job as it is written: row and accumulator, each write looked at against what came before and
/// against the sequential run.
final class JobWitness {
    private final Function<Job, Sequential<?>> program;
    private final Function<Payload, byte[]> load;
    private final IntFunction<Nature> nature;
    private final Set<String> gone;
    private final boolean mayFreeze;
    private final Promises promises;
    final Evidence evidence = new Evidence();
    private final Set<Integer> ended = new HashSet<>();
    private @Nullable Sequential<?> sequential;
    private @Nullable Job job;
    private @Nullable Accumulator accumulator;
    private TaskSet doneAtReopening = TaskSet.NONE;
    private @Nullable Instant over;

    JobWitness(
            Function<Job, Sequential<?>> program,
            Function<Payload, byte[]> load,
            IntFunction<Nature> nature,
            Set<String> gone,
            boolean mayFreeze,
            Promises promises) {
        this.program = program;
        this.load = load;
        this.nature = nature;
        this.gone = gone;
        this.mayFreeze = mayFreeze;
        this.promises = promises;
    }

    @Nullable Job job() {
        return job;
    }

    boolean isOpen() {
        return job != null && job.isOpen();
    }

    @Nullable Accumulator accumulator() {
        return accumulator;
    }

    /// When it ended, null while it is open.
    @Nullable Instant over() {
        return over;
    }

    TaskSet doneAtReopening() {
        return doneAtReopening;
    }

    void row(Job now, Instant at) {
        Job before = job;
        job = now;
        if (before != null) {
            follows(before, now);
        }
        if (!evidence.sent().holdsAll(TaskSet.range(0, now.progress().sent()))) {
            promises.violated(
                    "I2", "the cursor says " + now.progress().sent() + " were sent, not all were");
        }
        if (now.isOpen()) {
            over = null;
        } else if (before == null || before.isOpen()) {
            ends(now, at);
        }
    }

    private void follows(Job before, Job now) {
        if (now.version() != before.version() + 1) {
            promises.violated("I5", "row version " + now.version() + " after " + before.version());
        }
        if (!before.isOpen()) {
            boolean redriven = now.state() == State.RUNNING && now.epoch() == before.epoch() + 1;
            if (!redriven) {
                promises.violated("I5", before.state() + " became " + now.state());
            }
        }
    }

    private void ends(Job now, Instant at) {
        over = at;
        if (!ended.add(now.epoch())) {
            promises.violated(
                    "I5", "epoch " + now.epoch() + " ended a second time: " + now.state());
        }
        switch (now.state()) {
            case SUCCEEDED, PARTIAL -> answered(now);
            case FAILED -> failed(now, at);
            case ACCEPTED, DISPATCHING, RUNNING, FINISHING, CANCELLED -> {}
        }
    }

    private void answered(Job now) {
        Accumulator folded = java.util.Objects.requireNonNull(accumulator);
        TaskSet lost = folded.losses().tasks();
        if (folded.epoch() != now.epoch()) {
            promises.violated(
                    "I11", "answered in epoch " + now.epoch() + " from " + folded.epoch());
        }
        boolean whole = now.state() == State.SUCCEEDED;
        if (whole != lost.isEmpty()) {
            promises.violated("I6", now.state() + " with " + lost + " lost");
        }
        if (lost.size() > tolerated(now)) {
            promises.violated(
                    "I6", lost.size() + " lost, " + tolerated(now) + " tolerated: " + lost);
        }
        if (folded.done().size() + lost.size() != now.planned().tasks()) {
            promises.violated("I6", now.state() + " without " + folded.missing());
        }
        if (whole && !folded.isBalanced(now.planned())) {
            promises.violated("I6", "SUCCEEDED, and the ledger does not balance");
        }
        folded.done().stream()
                .filter(task -> evidence.starts(task) == 0)
                .findFirst()
                .ifPresent(task -> promises.violated("I2", "task " + task + " was never run"));
        Payload result = java.util.Objects.requireNonNull(now.result());
        if (!Arrays.equals(load.apply(result), program(now).answer(folded.done(), lost))) {
            promises.violated("I3", "the answer is not that of the sequential run");
        }
    }

    private static long tolerated(Job job) {
        return job.request().options().tolerate().of(job.planned().tasks());
    }

    private void failed(Job now, Instant at) {
        Reason error = java.util.Objects.requireNonNull(now.error());
        boolean tooMany =
                now.plan() != null
                        && accumulator != null
                        && accumulator.losses().tasks().size() > tolerated(now);
        boolean justified =
                switch (error.kind()) {
                    case DEADLINE -> Evidence.isOverdue(now, at);
                    case INPUT_CHANGED ->
                            now.input() != null && gone.contains(now.input().version());
                    case INPUT -> now.plan() == null || skips(now);
                    case PERMANENT, BUDGET -> tooMany;
                    case EXHAUSTED, DEAD_LETTER, HOPS ->
                            tooMany
                                    || error.text().startsWith("dispatch:")
                                    || (error.text().startsWith("finish:")
                                            && evidence.finishReceipts() >= Evidence.ATTEMPTS);
                };
        if (!justified) {
            promises.violated("I6", "FAILED without cause: " + error);
        }
    }

    private boolean skips(Job now) {
        return IntStream.range(0, now.planned().tasks())
                .anyMatch(task -> nature.apply(task) == Nature.SKIPS);
    }

    void folded(Accumulator now, Instant at) {
        Accumulator before = accumulator;
        accumulator = now;
        TaskSet lost = now.losses().tasks();
        if (now.done().holdsSome(lost)) {
            promises.violated("I1", "done and lost at once: " + now.done() + " and " + lost);
        }
        if (before != null) {
            follows(before, now);
        }
        if (now.isSealed() && (before == null || !before.isSealed())) {
            sealed(now, at);
        }
        Job row = job;
        if (row == null || row.plan() == null) {
            return; // the first write comes before the plan's
        }
        byte[] value = program(row).value(now.done());
        if (!Arrays.equals(value, load.apply(now.value()))) {
            promises.violated(
                    "I13", "the value is not that of the tasks that are done: " + now.done());
        }
        TaskSet more = before == null ? lost : lost.minus(before.losses().tasks());
        if (!more.isEmpty()) {
            evidence.wrong(row, now, more, nature, at)
                    .ifPresent(what -> promises.violated("I9", what));
        }
    }

    // Whoever seals with losses reads the table once more. That takes no half a minute, but for
    // those
    // who freeze in between.
    private void sealed(Accumulator now, Instant at) {
        if (now.seal() instanceof Seal.Cancelled || mayFreeze) {
            return;
        }
        TaskSet known = evidence.reportedBefore(now.losses().tasks(), at.minusSeconds(30));
        if (!known.isEmpty()) {
            promises.violated("I1", "sealed as lost, and reported as done: " + known);
        }
    }

    private void follows(Accumulator before, Accumulator now) {
        if (now.version() != before.version() + 1) {
            promises.violated("I3", "version " + now.version() + " after " + before.version());
        }
        if (!now.done().holdsAll(before.done())) {
            promises.violated("I1", "no longer done: " + before.done().minus(now.done()));
        }
        // Two epochs on when the redrive in between was over before anybody opened it.
        boolean reopened = now.epoch() > before.epoch() && !now.isSealed();
        if (before.isSealed() && !reopened) {
            promises.violated("I5", "sealed, and written again");
        }
        if (reopened) {
            doneAtReopening = before.done();
            if (!now.losses().isEmpty()) {
                promises.violated("I11", "redriven, and still lost: " + now.losses().tasks());
            }
        } else if (now.epoch() != before.epoch()) {
            promises.violated("I11", "epoch " + now.epoch() + " after " + before.epoch());
        }
    }

    private Sequential<?> program(Job row) {
        Sequential<?> known = sequential == null ? program.apply(row) : sequential;
        sequential = known;
        return known;
    }
}
