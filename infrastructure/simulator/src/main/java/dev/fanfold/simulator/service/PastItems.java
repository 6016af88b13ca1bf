package dev.fanfold.simulator.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Recent states of a table, which an eventually consistent read may return.
final class PastItems {
    /// The maximum lag of such a read, in simulated microseconds.
    static final long LAG = 20_000_000;

    private final Deque<Change> changes = new ArrayDeque<>();

    /// @param before the item before, null if there was none
    private record Change(long at, Table.Key key, @Nullable Map<String, AttributeValue> before) {}

    /// Records the change of an item.
    ///
    /// @param before the item before, null if there was none
    void changed(Table.Key key, @Nullable Map<String, AttributeValue> before, long now) {
        while (!changes.isEmpty() && changes.getFirst().at < now - LAG) {
            changes.removeFirst();
        }
        changes.addLast(new Change(now, key, before));
    }

    /// The items at this time.
    ///
    /// @param items the current items
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
