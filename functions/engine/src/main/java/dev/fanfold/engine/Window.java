package dev.fanfold.engine;

import dev.fanfold.engine.Counters.Counter;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.TaskQueue.DelayedMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The window of a job with the option `concurrency`: at most so many of its chains are sent and
/// not yet done.
///
/// A chain is done when each of its tasks is done or lost. A chain may be sent if at most
/// `concurrency` chains up to and including it are not done. This depends on the accumulator alone,
/// and chains that are done stay done, so any function may send it at any time, and an old
/// accumulator allows too little, never too much. The functions that fold outcomes call this. The
/// send cursor in the row only saves them from sending chains again; if they do so after a crash or
/// at the same time, [ChainSteps] lets each chain run once.
final class Window {
    private static final int MAX_BATCH = 100;

    private final InstantSource clock;
    private final AccumulatorWriter accumulatorWriter;
    private final Settlement settlement;
    private final Chains chains;

    Window(
            InstantSource clock,
            AccumulatorWriter accumulatorWriter,
            Settlement settlement,
            Chains chains) {
        this.clock = clock;
        this.accumulatorWriter = accumulatorWriter;
        this.settlement = settlement;
        this.chains = chains;
    }

    /// Whether the concurrency of the job has a limit.
    static boolean limits(Job job) {
        return job.request().options().limitsConcurrency();
    }

    /// Whether the running job has tasks that its window has not sent yet.
    static boolean hasUnsentTasks(Job job) {
        return limits(job)
                && job.state() == State.RUNNING
                && job.progress().sent() < job.planned().tasks();
    }

    /// Sends the chains for which there is room.
    void refill(Job job) {
        if (hasUnsentTasks(job)) {
            refill(job, accumulatorWriter.accumulator(job));
        }
    }

    /// Sends the chains for which there is room according to this accumulator.
    void refill(Job job, Accumulator accumulator) {
        if (!hasUnsentTasks(job) || !isOpen(job, accumulator)) {
            return;
        }
        var next = new Cursor(job, accumulator);
        while (next.hasRoom()) {
            send(job, next);
        }
    }

    /// How many chains there is room for.
    int room(Job job) {
        if (!hasUnsentTasks(job)) {
            return 0;
        }
        Accumulator accumulator = accumulatorWriter.accumulator(job);
        if (!isOpen(job, accumulator)) {
            return 0;
        }
        int chains = 0;
        for (var next = new Cursor(job, accumulator); next.hasRoom(); ) {
            chains += next.takeChain().isEmpty() ? 0 : 1;
        }
        return chains;
    }

    private static boolean isOpen(Job job, Accumulator accumulator) {
        return accumulator.epoch() == job.epoch()
                && !accumulator.isSealed()
                && !accumulator.isComplete();
    }

    // The messages are sent before the row is written. If the function crashes between the two, its
    // event is retried.
    private void send(Job job, Cursor next) {
        var messages = new ArrayList<DelayedMessage>();
        long tasks = 0;
        while (next.hasRoom() && messages.size() < MAX_BATCH) {
            int from = next.from;
            TaskSet missing = next.takeChain();
            if (!missing.isEmpty()) {
                messages.add(chains.planned(job, from, next.from, missing));
                tasks += missing.size();
            }
        }
        chains.send(job, messages);
        Counters.add(Counter.SENT, tasks);
        Instant at = clock.instant();
        settlement.update(
                job,
                now ->
                        now.with(
                                now.progress()
                                        .refilledUpTo(
                                                Math.max(next.from, now.progress().sent()), at),
                                at));
    }

    /// These tasks, grouped by their chains.
    static List<TaskSet> chains(Job job, TaskSet tasks) {
        int pack = pack(job);
        var chains = new ArrayList<TaskSet>();
        for (TaskSet rest = tasks; !rest.isEmpty(); rest = rest.minus(chains.getLast())) {
            int from = rest.first() / pack * pack;
            chains.add(rest.between(from, end(from, pack)));
        }
        return chains;
    }

    /// How many overruns it may be to resend these tasks: their chains may still run. None if the
    /// job has no window.
    static long overruns(Job job, TaskSet tasks) {
        return limits(job) ? chains(job, tasks).size() : 0;
    }

    private static int end(int from, int pack) {
        return (int) Math.min(Integer.MAX_VALUE, from + (long) pack);
    }

    private static int pack(Job job) {
        return job.request().options().packFor(job.planned().tasks());
    }

    /// The place in the plan up to which chains are sent.
    private static final class Cursor {
        private final int tasks;
        private final int pack;
        private final TaskSet missing;
        private int room;
        // The first task that is not sent.
        private int from;

        Cursor(Job job, Accumulator accumulator) {
            this.tasks = job.planned().tasks();
            this.pack = pack(job);
            this.missing = accumulator.missing();
            this.from = job.progress().sent();
            int open = chains(job, missing.between(0, from)).size();
            this.room = job.request().options().concurrency() - open;
        }

        boolean hasRoom() {
            return from < tasks && room > 0;
        }

        /// Moves behind the next chain, and returns those of its tasks that are missing.
        TaskSet takeChain() {
            int to = Math.min(tasks, end(from, pack));
            TaskSet chain = missing.between(from, to);
            from = to;
            room -= chain.isEmpty() ? 0 : 1;
            return chain;
        }
    }
}
