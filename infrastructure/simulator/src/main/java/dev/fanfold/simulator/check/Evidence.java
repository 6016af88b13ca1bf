package dev.fanfold.simulator.check;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.simulator.work.Nature;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// What was really done for a job's tasks: by it a loss is judged, and what all cost.
final class Evidence {
    private static final int ATTEMPTS = 5;
    private static final int HOPS = 12;
    private static final Duration SKEW = Duration.ofSeconds(10);
    private final Map<Integer, Map<Integer, Integer>> receipts = new HashMap<>();
    private final Map<Integer, Integer> starts = new HashMap<>();
    private int mostHops;
    private int finishReceipts;
    private long tasksReceived;
    private long runs;
    private TaskSet sent = TaskSet.NONE;
    private long sentByKeeper;

    void received(WorkMessage message) {
        mostHops = Math.max(mostHops, message.hops() + 1);
        switch (message) {
            case WorkMessage.Tasks tasks -> {
                Map<Integer, Integer> epoch =
                        receipts.computeIfAbsent(tasks.epoch(), _ -> new HashMap<>());
                for (int task = tasks.from(); task < tasks.to(); task++) {
                    epoch.merge(task, 1, Integer::sum);
                }
                tasksReceived += tasks.size();
            }
            case WorkMessage.Finish _ -> finishReceipts++;
        }
    }

    void sent(WorkMessage message, boolean byKeeper) {
        if (message instanceof WorkMessage.Tasks tasks && tasks.epoch() == 0) {
            sent = sent.plus(TaskSet.range(tasks.from(), tasks.to()));
            sentByKeeper += byKeeper ? tasks.size() : 0;
        }
    }

    /// Tasks that were sent before any redrive.
    TaskSet sent() {
        return sent;
    }

    /// How many of them the keeper sent, each as often as it did.
    long sentByKeeper() {
        return sentByKeeper;
    }

    void started(int task) {
        starts.merge(task, 1, Integer::sum);
        runs++;
    }

    int starts(int task) {
        return starts.getOrDefault(task, 0);
    }

    long starts() {
        return runs;
    }

    long tasksReceived() {
        return tasksReceived;
    }

    int finishReceipts() {
        return finishReceipts;
    }

    /// What is wrong with the reasons for which tasks are lost; nothing when each is true.
    Optional<String> wrong(
            Job job, Accumulator now, TaskSet more, IntFunction<Nature> nature, Instant at) {
        for (Map.Entry<Reason.Kind, TaskSet> kind : now.losses().byKind().entrySet()) {
            for (int task : kind.getValue().stream().filter(more::holds).toArray()) {
                int heard = receipts(now.epoch(), task);
                if (!isTrue(kind.getKey(), job, now.epoch(), heard, nature.apply(task), at)) {
                    return Optional.of(
                            "task %d is lost as %s after %d receipts: %s"
                                    .formatted(
                                            task,
                                            kind.getKey(),
                                            heard,
                                            now.losses().samples().get(task)));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isTrue(
            Reason.Kind kind, Job job, int epoch, int heard, Nature nature, Instant at) {
        return switch (kind) {
            case PERMANENT -> nature == Nature.LOST;
            case EXHAUSTED, DEAD_LETTER -> heard >= ATTEMPTS;
            case HOPS -> mostHops >= HOPS;
            // Found late by one who read the row before it was redriven: forgotten with its epoch.
            case DEADLINE -> epoch < job.epoch() || at.plus(SKEW).isAfter(job.deadline());
            case BUDGET -> job.progress().rounds() >= ATTEMPTS;
            case INPUT_CHANGED -> true; // judged by the run: was the version taken away?
            case INPUT -> false;
        };
    }

    private int receipts(int epoch, int task) {
        return receipts.getOrDefault(epoch, Map.of()).getOrDefault(task, 0);
    }
}
