package dev.fanfold.items;

import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The work of an [ItemWorkload]: its rounds.
///
/// @param <I> the type of an item
/// @param <O> the type of a result
final class ItemTasks<I, O> implements Work<ItemTotals> {
    private final ItemWorkload<I, O> workload;
    private final ItemWork<I, O> work;
    private final Resources resources;
    private final InstantSource clock;
    private final Breakers breakers = new Breakers();

    ItemTasks(
            ItemWorkload<I, O> workload,
            ItemWork<I, O> work,
            Resources resources,
            InstantSource clock) {
        this.workload = workload;
        this.work = work;
        this.resources = resources;
        this.clock = clock;
    }

    @Override
    public TaskResult<ItemTotals> work(Task task) throws Exception {
        return switch (Phase.of(task.round())) {
            case Phase.First _ -> round(task, task.plan().to() - task.plan().from()).first();
            case Phase.Again again -> round(task, again.before().items()).again();
            case Phase.Merge merge -> merge(task, merge.counts().items());
        };
    }

    private TaskResult<ItemTotals> merge(Task task, long count) throws Exception {
        LineFile failures = workload.items(task.settings()).failures(task.plan());
        return new MergeTask(work, task, count, failures, SplitOutput.MAX_BYTES).run();
    }

    private ItemRound<I, O> round(Task task, long count) {
        return new ItemRound<>(
                work,
                workload.items(task.settings()),
                task,
                count,
                new TargetAccess(
                        resources::registers,
                        new TaskBreakers(breakers, task.round().number()),
                        clock));
    }

    @Override
    public Finished finish(ItemTotals total, Finishing job) throws IOException {
        return switch (Phase.of(job.round())) {
            case Phase.First _ ->
                    next(JobCounts.of(job.plan().to() - job.plan().from()), total, job.plan());
            case Phase.Again again -> next(again.before(), total, job.plan());
            case Phase.Merge merge -> Finished.done(answer(job.outputs(), merge.counts().items()));
        };
    }

    private Finished next(JobCounts before, ItemTotals total, Plan plan) {
        JobCounts counts = before.plus(total);
        return total.pending() > 0
                ? new Finished.Next(
                        new Phase.Again(counts, total.pending(), plan.facts()).input(),
                        notBefore(total.due()),
                        new Records(total.pending(), 0, List.of()))
                : Finished.next(new Phase.Merge(counts, plan.facts()).input());
    }

    // Without the only task of the round there are no results.
    private static String answer(Outputs outputs, long items) throws IOException {
        Optional<Outputs.Output> summary = outputs.named(TaskFiles.SUMMARY).findFirst();
        if (summary.isEmpty()) {
            return new Summary(items).answer(null);
        }
        try (InputStream in = outputs.open(summary.get())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private @Nullable Instant notBefore(long due) {
        Instant earliest = Instant.ofEpochMilli(due);
        return earliest.isAfter(clock.instant()) ? earliest : null;
    }

    @Override
    public void close() {
        work.close();
    }
}
