package dev.fanfold.simulator.check;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.simulator.work.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Records what actually happened to the tasks of a round. The checks use it to decide whether each
/// reported loss is justified, and whether something was done without need.
final class Evidence {
    /// The maximum number of attempts of a task, and of receives of a message. The engine and the
    /// template have the same limits.
    static final int MAX_ATTEMPTS = 5;

    /// The number of requeues after which a task is lost, as in the engine.
    private static final int MAX_HOPS = 12;

    /// How often the keeper resends the missing tasks of an epoch, as in the engine.
    private static final int MAX_RESENDS = 5;

    /// The maximum difference between the clocks of two hosts. Each clock is up to 5 s ahead or
    /// behind.
    static final Duration SKEW = Duration.ofSeconds(10);

    // By epoch and task.
    private final Map<Integer, Map<Integer, Receives>> receives = new HashMap<>();
    private final Map<Integer, Integer> starts = new HashMap<>();
    private final Map<Integer, Instant> firstDone = new HashMap<>();
    private final Map<Integer, Integer> hops = new HashMap<>();
    private final Set<String> versions = new HashSet<>();
    private boolean dispatchDied;
    private final Map<Integer, Integer> finishReceives = new HashMap<>();
    private long tasksReceived;
    private long runs;
    private TaskSet sent = TaskSet.NONE;
    private boolean sentTwice;
    private long sentByKeeper;
    private long keeperMaySend;

    /// How often a task was received.
    private static final class Receives {
        private int alone;
        private int inGroups;

        // All receives of a group count as one attempt of its tasks, because a group that is
        // received again is split.
        int attempts() {
            return alone + Math.min(1, inGroups);
        }

        int all() {
            return alone + inGroups;
        }
    }

    /// Records that a worker, or the reader of dead letters, received a message.
    void received(WorkMessage message) {
        switch (message) {
            case WorkMessage.Tasks tasks -> {
                Map<Integer, Receives> epoch =
                        receives.computeIfAbsent(tasks.epoch(), _ -> new HashMap<>());
                for (int task = tasks.from(); task < tasks.to(); task++) {
                    Receives ofTask = epoch.computeIfAbsent(task, _ -> new Receives());
                    ofTask.alone += tasks.size() == 1 ? 1 : 0;
                    ofTask.inGroups += tasks.size() == 1 ? 0 : 1;
                    hops.merge(task, tasks.hops() + 1, Math::max);
                }
                tasksReceived += tasks.size();
            }
            case WorkMessage.Finish finish -> finishReceives.merge(finish.epoch(), 1, Integer::sum);
        }
    }

    /// Records that a message became a dead letter. A finish message then counts as received as
    /// often as its queue allows.
    void died(WorkMessage message) {
        if (message instanceof WorkMessage.Finish finish) {
            finishReceives.merge(finish.epoch(), MAX_ATTEMPTS, Integer::sum);
        }
    }

    /// Records that a message was sent.
    ///
    /// @param byKeeper whether the keeper sent it as a repair
    void sent(WorkMessage message, boolean byKeeper) {
        int count = 1;
        if (message instanceof WorkMessage.Tasks tasks) {
            count = repairs(tasks);
            sentTwice |= !byKeeper && isFirst(tasks) && sent.holdsSome(range(tasks));
            sent = sent.plus(tasks.allTasks());
        }
        sentByKeeper += byKeeper ? count : 0;
    }

    // The tasks of a redrive are not compared with the repairs, because the keeper records a single
    // repair when it sends all of them. It records at least one repair for each chain.
    private static int repairs(WorkMessage.Tasks tasks) {
        if (tasks.epoch() > 0) {
            return 0;
        }
        return tasks.chain() == null ? tasks.size() : 1;
    }

    private static boolean isFirst(WorkMessage.Tasks tasks) {
        // Of the messages of a step of a chain, one runs.
        return tasks.epoch() == 0
                && tasks.attempt() == 1
                && tasks.hops() == 0
                && tasks.chain() == null;
    }

    /// Whether two dispatchers sent the same tasks. The reports of these tasks may overlap in part.
    /// If such a report cannot be folded, its tasks are sent again, which counts as a repair.
    boolean wasSentTwice() {
        return sentTwice;
    }

    private static TaskSet range(WorkMessage.Tasks tasks) {
        return TaskSet.range(tasks.from(), tasks.to());
    }

    /// Records that the keeper wrote the row. The keeper may send as many tasks and finish messages
    /// as it recorded as repairs.
    void keeperWrote(@Nullable Job before, Job now) {
        keeperMaySend +=
                before == null ? 0 : now.progress().repairs() - before.progress().repairs();
    }

    /// Whether the keeper sent more than it had recorded as repairs.
    boolean keeperSentTooMuch() {
        return sentByKeeper > keeperMaySend;
    }

    /// The tasks that were sent.
    TaskSet sent() {
        return sent;
    }

    /// Records that a task started.
    void started(int task) {
        starts.merge(task, 1, Integer::sum);
        runs++;
    }

    /// How often this task started, in all epochs.
    int starts(int task) {
        return starts.getOrDefault(task, 0);
    }

    /// How often all tasks together started.
    long starts() {
        return runs;
    }

    /// How often all tasks together were received.
    long tasksReceived() {
        return tasksReceived;
    }

    /// Records that the message to the dispatcher became a dead letter.
    void dispatchDied() {
        dispatchDied = true;
    }

    boolean hasDispatchDied() {
        return dispatchDied;
    }

    /// How often finish messages of this epoch were received.
    int finishReceives(int epoch) {
        return finishReceives.getOrDefault(epoch, 0);
    }

    /// Records that a report was written.
    void reported(Report report, Instant at) {
        for (Outcome outcome : report.outcomes()) {
            if (outcome instanceof Outcome.Done done) {
                versions.add(done.version());
            }
            // Only a task that is reported alone is certain to be folded, because a group that
            // overlaps the fold is set aside.
            if (outcome instanceof Outcome.Done done && done.tasks().size() == 1) {
                firstDone.putIfAbsent(done.tasks().first(), at);
            }
        }
    }

    /// Whether the versions in a ledger can be those that did these tasks.
    ///
    /// @param recorded the versions of the workload in the ledger
    boolean accountsFor(TaskSet done, Set<String> recorded) {
        return versions.containsAll(recorded) && recorded.isEmpty() == done.isEmpty();
    }

    /// The tasks among these that were reported as done, each alone, before this time.
    TaskSet reportedBefore(TaskSet tasks, Instant then) {
        return TaskSet.of(
                tasks.stream()
                        .filter(task -> firstDone.getOrDefault(task, Instant.MAX).isBefore(then))
                        .toArray());
    }

    /// Describes a task that is lost for a reason that is not true; empty if all reasons are true.
    ///
    /// @param lost the lost tasks to check
    /// @param behaviour the behaviour of each task
    /// @param inputGone whether the job's input was deleted
    /// @param overdue whether the job's deadline may have passed
    Optional<String> wrongLoss(
            Job job,
            Accumulator now,
            TaskSet lost,
            IntFunction<Behaviour> behaviour,
            boolean inputGone,
            boolean overdue) {
        for (Map.Entry<Reason.Kind, TaskSet> kind : now.losses().byKind().entrySet()) {
            for (int task : kind.getValue().stream().filter(lost::holds).toArray()) {
                Receives ofTask = receives(now.epoch(), task);
                boolean isTrue =
                        switch (kind.getKey()) {
                            case PERMANENT -> behaviour.apply(task) == Behaviour.LOST;
                            case EXHAUSTED -> ofTask.attempts() >= MAX_ATTEMPTS;
                            case DEAD_LETTER -> ofTask.all() >= MAX_ATTEMPTS;
                            // Some of the requeues were without a run. A task that runs each time
                            // is lost earlier, because it has no attempts left.
                            case HOPS ->
                                    hops.getOrDefault(task, 0) >= MAX_HOPS
                                            && starts(task) < MAX_HOPS;
                            // A function that read the row before a redrive may record such a loss
                            // late. The next epoch drops the loss.
                            case DEADLINE -> now.epoch() < job.epoch() || overdue;
                            case BUDGET -> job.progress().resends() >= MAX_RESENDS;
                            case INPUT_CHANGED -> inputGone;
                            case INPUT -> false;
                        };
                if (!isTrue) {
                    return Optional.of(
                            "task %d is lost as %s after %d receives: %s"
                                    .formatted(
                                            task,
                                            kind.getKey(),
                                            ofTask.all(),
                                            now.losses().samples().get(task)));
                }
            }
        }
        return Optional.empty();
    }

    /// Whether the deadline may have passed by the clock of some host.
    static boolean isOverdue(Instant due, Instant at) {
        return at.plus(SKEW).isAfter(due);
    }

    private Receives receives(int epoch, int task) {
        return receives.getOrDefault(epoch, Map.of()).getOrDefault(task, new Receives());
    }
}
