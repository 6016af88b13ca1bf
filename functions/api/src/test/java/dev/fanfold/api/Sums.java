package dev.fanfold.api;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A workload that counts numbers, in one task each. A test chooses the numbers that fail
/// permanently, or that are rejected, the number of rounds, and the names of the outputs that each
/// task writes.
final class Sums implements Summing {
    final Set<Integer> poison = new HashSet<>();
    final Set<Integer> rejected = new HashSet<>();
    final List<String> outputs = new ArrayList<>();
    int rounds = 1;
    @Nullable Instant notBefore;

    /// Whether a redrive is a further round that reads all records again, or what it throws.
    boolean mends;

    @Nullable Exception refusal;

    @Override
    public Definition definition() {
        return Definition.of("numbers", "Counts numbers.")
                .with("below", "count up to here")
                .with("label", "goes into the answer", "n");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("below"), 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        if (poison.contains(task.index())) {
            throw new PermanentFailureException("number " + task.index() + " is poison");
        }
        for (String name : outputs) {
            try (OutputStream out = task.output(name)) {
                out.write(text(task.round().number(), task.index(), name));
            }
        }
        return rejected.contains(task.index())
                ? new TaskResult<>(
                        0L, TaskResult.all(task, 0L).coverage(), new Records(1, 1, List.of()))
                : TaskResult.all(task, 1L);
    }

    /// What a task writes to its output of this name.
    static byte[] text(int round, int task, String name) {
        return (round + "." + task + " " + name).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Finished.Next> redrive(Long total, Finishing job) throws Exception {
        if (refusal != null) {
            throw refusal;
        }
        long tasks = job.plan().tasks();
        var again = new Records(tasks, tasks - total, List.of());
        return mends && again.rejected() > 0
                ? Optional.of(new Finished.Next("again", notBefore, again))
                : Optional.empty();
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        if (job.round().number() + 1 < rounds) {
            return new Finished.Next("" + total, notBefore);
        }
        return Finished.done(
                "{\"count\": " + total + ", \"label\": \"" + job.settings().text("label") + "\"}");
    }
}
