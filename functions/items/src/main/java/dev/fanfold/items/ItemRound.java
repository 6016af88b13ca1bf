package dev.fanfold.items;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One task of a round that calls the function.
///
/// @param <I> the type of an item
/// @param <O> the type of a result
final class ItemRound<I, O> {
    private final ItemWork<I, O> work;
    private final Items<I> items;
    private final Items.Parser<I> parser;
    private final Task task;
    private final ItemCall<I, O> call;
    private final TaskFiles files;
    private final TargetAccess access;
    private final Limits limits;
    // Keys of which an item is left for a further round, so their later items are left too.
    private final Set<String> heldKeys = new HashSet<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private long ok;
    private long failed;
    private long pending;
    private long due = ItemTotals.NEVER;

    /// @param count the number of items of the job
    ItemRound(ItemWork<I, O> work, Items<I> items, Task task, long count, TargetAccess access) {
        this.work = work;
        this.items = items;
        this.parser = items.parser(task.plan());
        this.task = task;
        this.access = access;
        this.limits = Limits.of(task.settings());
        this.call = new ItemCall<>(work, task, access.breakers(), access.clock());
        this.files = new TaskFiles(count);
    }

    /// Runs a task of the first round: items with a group are left for the next round, in which one
    /// task has all of them. The other items have their turn.
    TaskResult<ItemTotals> first() throws Exception {
        try (Items.Reader reader = items.read(task)) {
            long index = task.slice().from() - task.plan().from();
            while (reader.hasNext()) {
                String text = reader.next();
                var pendingItem = new PendingItem(index++, reader.offset(), text);
                Optional<ReadItem<I>> item = read(pendingItem);
                if (item.isPresent()) {
                    run(item.get(), true);
                }
            }
            return result(reader.worked(ItemTotals.NONE).coverage());
        }
    }

    /// Runs a task of a further round, over the items that the previous round left. Items that must
    /// still wait have their turn last, so that they keep no other item waiting.
    TaskResult<ItemTotals> again() throws Exception {
        if (limits.areInUse()) {
            return againWithLimits();
        }
        var waiting = new ArrayList<ReadItem<I>>();
        var waitingKeys = new HashSet<String>();
        for (PendingItem pendingItem : PendingItems.of(task)) {
            Optional<ReadItem<I>> item = read(pendingItem);
            if (item.isEmpty()) {
                continue;
            }
            Optional<String> key = item.get().key();
            boolean waits =
                    pendingItem.due() > access.clock().millis()
                            || key.filter(waitingKeys::contains).isPresent();
            if (waits) {
                waiting.add(item.get());
                key.ifPresent(waitingKeys::add);
            } else {
                run(item.get(), false);
            }
        }
        for (ReadItem<I> item : waiting) {
            run(item, false);
        }
        return result(TaskResult.all(task, ItemTotals.NONE).coverage());
    }

    private TaskResult<ItemTotals> againWithLimits() throws Exception {
        var read = new ArrayList<ReadItem<I>>();
        for (PendingItem item : PendingItems.of(task)) {
            read(item).ifPresent(read::add);
        }
        var turns = new Turns<>(read, limits, access.breakers());
        var limited = new LimitedItems<>(call, access.leases(task, limits), turns, access.clock());
        limited.run().forEach(this::end);
        for (ReadItem<I> left : turns.left()) {
            due = Math.min(due, left.pending().due());
            leave(left.pending(), group(left));
        }
        return result(TaskResult.all(task, ItemTotals.NONE).coverage());
    }

    // Empty if no item can be made of the text. The item has then failed.
    private Optional<ReadItem<I>> read(PendingItem pendingItem) {
        try {
            I item = parser.parse(pendingItem.text());
            return Optional.of(
                    new ReadItem<>(pendingItem, item, work.key(item), work.target(item)));
        } catch (Exception e) {
            end(call.unreadable(pendingItem, e));
            return Optional.empty();
        }
    }

    private TaskResult<ItemTotals> result(Coverage coverage) throws IOException {
        access.breakers().writeTo(files);
        files.writeTo(task);
        return new TaskResult<>(
                new ItemTotals(ok, failed, pending, due),
                coverage,
                new Records(ok + failed + pending, failed, rejections));
    }

    private void run(ReadItem<I> item, boolean isFirst) throws InterruptedException {
        PendingItem pending = item.pending();
        Optional<String> group = group(item);
        if (item.key().filter(heldKeys::contains).isPresent()) {
            leave(pending, group);
        } else if (isFirst && group.isPresent()) {
            due = 0;
            leave(pending, group);
        } else {
            switch (call.call(item)) {
                case ItemCall.Outcome.Ended ended -> end(ended);
                case ItemCall.Outcome.Left(PendingItem left) -> {
                    due = Math.min(due, left.due());
                    item.key().ifPresent(heldKeys::add);
                    leave(left, group);
                }
            }
        }
    }

    // Items of one group are in one task of the next round. The order of a key matters more than
    // that the items of a target are together.
    private Optional<String> group(ReadItem<I> item) {
        return item.key().isPresent() || !limits.areInUse() ? item.key() : item.target();
    }

    private void end(ItemCall.Outcome.Ended ended) {
        ResultLine line = ended.line();
        files.add(line);
        if (line.result().isOk()) {
            ok++;
            return;
        }
        failed++;
        if (rejections.size() < Records.SHOWN) {
            rejections.add(rejection(line, ended.error()));
        }
    }

    private Rejection rejection(ResultLine line, String error) {
        long offset = line.item().orElseThrow().offset();
        String reason = "item %d: %s".formatted(line.result().index(), error);
        return new Rejection(items.source(task), offset, reason);
    }

    // An item behind another one of its key can be tried when that one can.
    private void leave(PendingItem item, Optional<String> group) {
        pending++;
        files.add(item, item.bucket(group));
    }
}
