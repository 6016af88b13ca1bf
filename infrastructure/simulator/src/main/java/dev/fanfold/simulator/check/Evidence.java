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

/// What actually happened to the tasks of a round: used to check that each reported loss is
/// justified, and that nothing was done without need.
final class Evidence {
    static final int ATTEMPTS = 5;
    private static final int HOPS = 12;

    /// How far the clocks of two hosts may be apart.
    static final Duration SKEW = Duration.ofSeconds(10);

    private final Map<Integer, Map<Integer, Heard>> receipts = new HashMap<>();
    private final Map<Integer, Integer> starts = new HashMap<>();
    private final Map<Integer, Instant> firstDone = new HashMap<>();
    private final Map<Integer, Integer> hops = new HashMap<>();
    private final Set<String> versions = new HashSet<>();
    private boolean dispatchDied;
    private final Map<Integer, Integer> finishReceipts = new HashMap<>();
    private long tasksReceived;
    private long runs;
    private TaskSet sent = TaskSet.NONE;
    private boolean sentTwice;
    private long sentByKeeper;
    private long keeperMaySend;

    /// How often a task was received.
    private static final class Heard {
        private int alone;
        private int inGroups;

        // A group counts as one attempt of its tasks, because it is split after its receiver died.
        int attempts() {
            return alone + Math.min(1, inGroups);
        }
    }

    void received(WorkMessage message) {
        switch (message) {
            case WorkMessage.Tasks tasks -> {
                Map<Integer, Heard> epoch =
                        receipts.computeIfAbsent(tasks.epoch(), _ -> new HashMap<>());
                for (int task = tasks.from(); task < tasks.to(); task++) {
                    Heard heard = epoch.computeIfAbsent(task, _ -> new Heard());
                    heard.alone += tasks.size() == 1 ? 1 : 0;
                    heard.inGroups += tasks.size() == 1 ? 0 : 1;
                    hops.merge(task, tasks.hops() + 1, Math::max);
                }
                tasksReceived += tasks.size();
            }
            case WorkMessage.Finish finish -> finishReceipts.merge(finish.epoch(), 1, Integer::sum);
        }
    }

    /// Counts a dead letter as received as often as its queue allows.
    void died(WorkMessage message) {
        if (message instanceof WorkMessage.Finish finish) {
            finishReceipts.merge(finish.epoch(), ATTEMPTS, Integer::sum);
        }
    }

    void sent(WorkMessage message, boolean byKeeper) {
        int count = 1;
        if (message instanceof WorkMessage.Tasks tasks) {
            // If the keeper sends the tasks of a redrive, that is one repair for all of them.
            count = tasks.epoch() == 0 ? tasks.size() : 0;
            sentTwice |= !byKeeper && isFirst(tasks) && sent.holdsSome(range(tasks));
            sent = sent.plus(range(tasks));
        }
        sentByKeeper += byKeeper ? count : 0;
    }

    private static boolean isFirst(WorkMessage.Tasks tasks) {
        return tasks.epoch() == 0 && tasks.attempt() == 1 && tasks.hops() == 0;
    }

    /// Whether two dispatchers sent the same tasks. Their reports may overlap in part. The tasks of
    /// such a report that are not folded are sent again, which counts as a repair.
    boolean wasSentTwice() {
        return sentTwice;
    }

    static TaskSet range(WorkMessage.Tasks tasks) {
        return TaskSet.range(tasks.from(), tasks.to());
    }

    /// The keeper wrote the row. It may send as much as it recorded as repairs.
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

    /// The message to the dispatcher is a dead letter.
    void dispatchDied() {
        dispatchDied = true;
    }

    boolean hasDispatchDied() {
        return dispatchDied;
    }

    /// How often finish messages of this epoch were received.
    int finishReceipts(int epoch) {
        return finishReceipts.getOrDefault(epoch, 0);
    }

    void reported(Report report, Instant at) {
        for (Outcome outcome : report.outcomes()) {
            // Only a task that is reported alone is certain to be folded: a group that overlaps the
            // fold is set aside.
            if (outcome instanceof Outcome.Done done) {
                versions.add(done.version());
            }
            if (outcome instanceof Outcome.Done done && done.tasks().size() == 1) {
                firstDone.putIfAbsent(done.tasks().first(), at);
            }
        }
    }

    /// Whether these versions of the workload can have done these tasks.
    boolean accountsFor(TaskSet done, Set<String> told) {
        return versions.containsAll(told) && told.isEmpty() == done.isEmpty();
    }

    /// Those of the tasks that were reported as done, each alone, before this time.
    TaskSet reportedBefore(TaskSet tasks, Instant then) {
        return TaskSet.of(
                tasks.stream()
                        .filter(task -> firstDone.getOrDefault(task, Instant.MAX).isBefore(then))
                        .toArray());
    }

    /// A task that is lost for a reason that is not true; empty if all reasons are true.
    Optional<String> wrong(
            Job job,
            Accumulator now,
            TaskSet more,
            IntFunction<Behaviour> behaviour,
            boolean inputGone,
            boolean overdue) {
        for (Map.Entry<Reason.Kind, TaskSet> kind : now.losses().byKind().entrySet()) {
            for (int task : kind.getValue().stream().filter(more::holds).toArray()) {
                Heard heard = receipts(now.epoch(), task);
                boolean isTrue =
                        switch (kind.getKey()) {
                            case PERMANENT -> behaviour.apply(task) == Behaviour.LOST;
                            case EXHAUSTED -> heard.attempts() >= ATTEMPTS;
                            case DEAD_LETTER -> heard.alone + heard.inGroups >= ATTEMPTS;
                            // Requeued often and rarely run: each run counts as an attempt instead.
                            case HOPS -> hops.getOrDefault(task, 0) >= HOPS && starts(task) < HOPS;
                            // A function that read the row before the redrive may report this late.
                            // The loss is dropped with its epoch.
                            case DEADLINE -> now.epoch() < job.epoch() || overdue;
                            case BUDGET -> job.progress().resends() >= ATTEMPTS;
                            case INPUT_CHANGED -> inputGone;
                            case INPUT -> false;
                        };
                if (!isTrue) {
                    return Optional.of(
                            "task %d is lost as %s after %d receipts: %s"
                                    .formatted(
                                            task,
                                            kind.getKey(),
                                            heard.alone + heard.inGroups,
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

    private Heard receipts(int epoch, int task) {
        return receipts.getOrDefault(epoch, Map.of()).getOrDefault(task, new Heard());
    }
}
