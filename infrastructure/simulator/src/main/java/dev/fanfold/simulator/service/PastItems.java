package dev.fanfold.simulator.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a table's items were a moment ago: a read that does not ask for what was written last may
/// still see it.
final class PastItems {
    /// As far back as a read can see, in simulated microseconds.
    static final long LAG = 20_000_000;

    private final Deque<Change> changes = new ArrayDeque<>();

    /// @param before null when there was no item
    private record Change(long at, Table.Key key, @Nullable Map<String, AttributeValue> before) {}

    /// An item is changed now.
    ///
    /// @param before null when there was none
    void changed(Table.Key key, @Nullable Map<String, AttributeValue> before, long now) {
        while (!changes.isEmpty() && changes.getFirst().at < now - LAG) {
            changes.removeFirst();
        }
        changes.addLast(new Change(now, key, before));
    }

    /// The items as they were.
    ///
    /// @param items as they are
    Map<Table.Key, Map<String, AttributeValue>> items(
            Map<Table.Key, Map<String, AttributeValue>> items, long then) {
        var were = new TreeMap<>(items);
        for (Iterator<Change> back = changes.descendingIterator(); back.hasNext(); ) {
            Change change = back.next();
            if (change.at <= then) {
                break;
            }
            if (change.before == null) {
                were.remove(change.key);
            } else {
                were.put(change.key, change.before);
            }
        }
        return were;
    }
}
