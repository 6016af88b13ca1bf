package dev.fanfold.items;

import dev.fanfold.workload.Codec;

/// The counts of items of a round: the partial result of an [ItemWorkload].
///
/// @param ok how many items have a value
/// @param failed how many items have failed
/// @param pending how many items are left for a further round
/// @param due the earliest time at which one of the pending items can be tried, in milliseconds
///   since 1970; [#NEVER] if none is pending
public record ItemTotals(long ok, long failed, long pending, long due) {
    static final long NEVER = Long.MAX_VALUE;
    static final ItemTotals NONE = new ItemTotals(0, 0, 0, NEVER);
    static final Codec<ItemTotals> CODEC = Codec.text(ItemTotals::toText, ItemTotals::fromText);

    ItemTotals plus(ItemTotals other) {
        return new ItemTotals(
                ok + other.ok,
                failed + other.failed,
                pending + other.pending,
                Math.min(due, other.due));
    }

    private String toText() {
        return "%d %d %d %d".formatted(ok, failed, pending, due);
    }

    private static ItemTotals fromText(String text) {
        String[] parts = text.split(" ", -1);
        return new ItemTotals(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]));
    }
}
