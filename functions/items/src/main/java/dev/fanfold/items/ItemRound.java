package dev.fanfold.items;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.time.InstantSource;
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
    private final InstantSource clock;
    // Keys of which an item is left for a further round, so their later items are left too.
    private final Set<String> heldKeys = new HashSet<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private long ok;
    private long failed;
    private long pending;
    private long due = ItemTotals.NEVER;

    /// @param count the number of items of the job
    ItemRound(ItemWork<I, O> work, Items<I> items, Task task, long count, InstantSource clock) {
        this.work = work;
        this.items = items;
        this.parser = items.parser(task.plan());
        this.task = task;
        this.call = new ItemCall<>(work, task, clock);
        this.files = new TaskFiles(count);
        this.clock = clock;
    }

    /// Runs a task of the first round: items without a key have their turn, items with a key are
    /// grouped for the next round.
    TaskResult<ItemTotals> first() throws Exception {
        try (Items.Reader reader = items.read(task)) {
            long index = task.slice().from() - task.plan().from();
            while (reader.hasNext()) {
                String text = reader.next();
                var pendingItem = new PendingItem(index++, reader.offset(), text);
                Optional<Parsed<I>> parsed = parse(pendingItem);
                if (parsed.isPresent()) {
                    run(parsed.get(), true);
                }
            }
            return result(reader.worked(ItemTotals.NONE).coverage());
        }
    }

    /// Runs a task of a further round, over the items that the previous round left. Items that must
    /// still wait have their turn last, so that they keep no other item waiting.
    TaskResult<ItemTotals> again() throws Exception {
        var waiting = new ArrayList<Parsed<I>>();
        var waitingKeys = new HashSet<String>();
        for (PendingItem pendingItem : PendingItems.of(task)) {
            Optional<Parsed<I>> parsed = parse(pendingItem);
            if (parsed.isEmpty()) {
                continue;
            }
            Optional<String> key = parsed.get().key();
            boolean waits =
                    pendingItem.due() > clock.millis()
                            || key.filter(waitingKeys::contains).isPresent();
            if (waits) {
                waiting.add(parsed.get());
                key.ifPresent(waitingKeys::add);
            } else {
                run(parsed.get(), false);
            }
        }
        for (Parsed<I> parsed : waiting) {
            run(parsed, false);
        }
        return result(TaskResult.all(task, ItemTotals.NONE).coverage());
    }

    /// An item that was made of its text.
    private record Parsed<I>(PendingItem pending, I item, Optional<String> key) {}

    // Empty if no item can be made of the text. The item has then failed.
    private Optional<Parsed<I>> parse(PendingItem pendingItem) {
        try {
            I item = parser.parse(pendingItem.text());
            return Optional.of(new Parsed<>(pendingItem, item, work.key(item)));
        } catch (Exception e) {
            end(call.unreadable(pendingItem, e));
            return Optional.empty();
        }
    }

    private TaskResult<ItemTotals> result(Coverage coverage) throws IOException {
        files.writeTo(task);
        return new TaskResult<>(
                new ItemTotals(ok, failed, pending, due),
                coverage,
                new Records(ok + failed + pending, failed, rejections));
    }

    private void run(Parsed<I> parsed, boolean isFirst) throws InterruptedException {
        PendingItem pendingItem = parsed.pending();
        Optional<String> key = parsed.key();
        if (key.filter(heldKeys::contains).isPresent()) {
            leave(pendingItem, key);
        } else if (isFirst && key.isPresent()) {
            group(pendingItem, key.get());
        } else {
            switch (call.call(pendingItem, parsed.item(), key)) {
                case ItemCall.Outcome.Ended ended -> end(ended);
                case ItemCall.Outcome.Left(PendingItem left) -> {
                    due = Math.min(due, left.due());
                    key.ifPresent(heldKeys::add);
                    leave(left, key);
                }
            }
        }
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

    private void group(PendingItem item, String key) {
        due = 0;
        leave(item, Optional.of(key));
    }

    // An item behind another one of its key can be tried when that one can.
    private void leave(PendingItem item, Optional<String> key) {
        pending++;
        files.add(item, item.bucket(key));
    }
}
