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

/// What was really done for a job's tasks: by it a loss is judged, and what all cost.
final class Evidence {
    static final int ATTEMPTS = 5;
    private static final int HOPS = 12;
    private static final Duration SKEW = Duration.ofSeconds(10);
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

    /// How often a task's message was received.
    private static final class Heard {
        private int alone;
        private int inGroups;

        // A group whose receiver died is taken apart: as an attempt of its tasks it counts once.
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

    /// A dead letter has been received as often as its queue lets it be.
    void died(WorkMessage message) {
        if (message instanceof WorkMessage.Finish finish) {
            finishReceipts.merge(finish.epoch(), ATTEMPTS, Integer::sum);
        }
    }

    void sent(WorkMessage message, boolean byKeeper) {
        int count = 1;
        if (message instanceof WorkMessage.Tasks tasks) {
            // What a redrive left to the keeper to send is one repair, however many tasks it is.
            count = tasks.epoch() == 0 ? tasks.size() : 0;
            sentTwice |= !byKeeper && isFirst(tasks) && sent.holdsSome(range(tasks));
            sent = sent.plus(range(tasks));
        }
        sentByKeeper += byKeeper ? count : 0;
    }

    private static boolean isFirst(WorkMessage.Tasks tasks) {
        return tasks.epoch() == 0 && tasks.attempt() == 1 && tasks.hops() == 0;
    }

    /// Whether two dispatchers sent the same tasks. Their reports may overlap in part, and what
    /// such a report holds beyond the fold is then sent again.
    boolean wasSentTwice() {
        return sentTwice;
    }

    static TaskSet range(WorkMessage.Tasks tasks) {
        return TaskSet.range(tasks.from(), tasks.to());
    }

    /// The keeper wrote the row: what it may send for that.
    void keeperWrote(@Nullable Job before, Job now) {
        keeperMaySend +=
                before == null ? 0 : now.progress().repairs() - before.progress().repairs();
    }

    /// Whether the keeper sent more than it wrote down before.
    boolean keeperSentTooMuch() {
        return sentByKeeper > keeperMaySend;
    }

    /// Tasks that were sent.
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

    /// The message that was to bring the job to a dispatcher is a dead letter.
    void dispatchDied() {
        dispatchDied = true;
    }

    boolean hasDispatchDied() {
        return dispatchDied;
    }

    /// How often messages to finish this epoch were received.
    int finishReceipts(int epoch) {
        return finishReceipts.getOrDefault(epoch, 0);
    }

    void reported(Report report, Instant at) {
        for (Outcome outcome : report.outcomes()) {
            // A group that overlaps what is folded is set aside: only what stands alone is sure to
            // be folded.
            if (outcome instanceof Outcome.Done done) {
                versions.add(done.version());
            }
            if (outcome instanceof Outcome.Done done && done.tasks().size() == 1) {
                firstDone.putIfAbsent(done.tasks().first(), at);
            }
        }
    }

    /// Whether these can be the versions of the workload that did some tasks.
    boolean accountsFor(TaskSet done, Set<String> told) {
        return versions.containsAll(told) && told.isEmpty() == done.isEmpty();
    }

    /// Those of the tasks that had been reported as done, alone, by then.
    TaskSet reportedBefore(TaskSet tasks, Instant then) {
        return TaskSet.of(
                tasks.stream()
                        .filter(task -> firstDone.getOrDefault(task, Instant.MAX).isBefore(then))
                        .toArray());
    }

    /// What is wrong with the reasons for which tasks are lost; nothing when each is true.
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
                            // Handed on, and hardly ever run: those who run it count attempts.
                            case HOPS -> hops.getOrDefault(task, 0) >= HOPS && starts(task) < HOPS;
                            // Found late by one who read the row before it was redriven: forgotten
                            // with its epoch.
                            case DEADLINE -> now.epoch() < job.epoch() || overdue;
                            case BUDGET -> job.progress().rounds() >= ATTEMPTS;
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

    /// Whether by some clock it is past its deadline.
    static boolean isOverdue(Instant due, Instant at) {
        return at.plus(SKEW).isAfter(due);
    }

    private Heard receipts(int epoch, int task) {
        return receipts.getOrDefault(epoch, Map.of()).getOrDefault(task, new Heard());
    }
}
