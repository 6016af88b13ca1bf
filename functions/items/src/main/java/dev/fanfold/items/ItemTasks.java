package dev.fanfold.items;

import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The work of an [ItemWorkload]: its rounds.
///
/// @param <I> the type of an item
/// @param <O> the type of a result
final class ItemTasks<I, O> implements Work<ItemTotals> {
    private final ItemWorkload<I, O> workload;
    private final ItemWork<I, O> work;
    private final InstantSource clock = Clock.systemUTC();

    ItemTasks(ItemWorkload<I, O> workload, ItemWork<I, O> work) {
        this.workload = workload;
        this.work = work;
    }

    @Override
    public TaskResult<ItemTotals> work(Task task) throws Exception {
        return switch (Phase.of(task.round())) {
            case Phase.First _ -> round(task, task.plan().to() - task.plan().from()).first();
            case Phase.Again again -> round(task, again.items()).again();
            case Phase.Merge merge ->
                    new MergeTask(work, task, merge.items(), SplitOutput.MAX_BYTES).run();
        };
    }

    private ItemRound<I, O> round(Task task, long count) {
        return new ItemRound<>(work, workload.items(task.settings()), task, count, clock);
    }

    @Override
    public Finished finish(ItemTotals total, Finishing job) {
        long items =
                switch (Phase.of(job.round())) {
                    case Phase.First _ -> job.plan().to() - job.plan().from();
                    case Phase.Again again -> again.items();
                    case Phase.Merge _ -> 0;
                };
        if (!total.answer().isEmpty()) {
            return Finished.done(total.answer());
        }
        return total.pending() > 0
                ? new Finished.Next(
                        new Phase.Again(items, total.pending()).input(), notBefore(total.due()))
                : Finished.next(new Phase.Merge(items).input());
    }

    // A wait of less than this is left to the tasks.
    private @Nullable Instant notBefore(long due) {
        Instant earliest = Instant.ofEpochMilli(due);
        return earliest.isAfter(clock.instant()) ? earliest : null;
    }

    @Override
    public void close() {
        work.close();
    }
}
