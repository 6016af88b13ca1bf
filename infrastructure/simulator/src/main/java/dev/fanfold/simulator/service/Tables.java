package dev.fanfold.simulator.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// All tables, and the watcher of all puts of items.
public final class Tables {
    private final Map<String, Table> byName = new LinkedHashMap<>();
    private Watcher watcher = (_, _, _) -> {};

    /// Observes every put of an item, in order. Deletions are not observed.
    public interface Watcher {
        /// An item was put.
        ///
        /// @param before the item that it replaced, null if there was none
        void written(
                String table,
                @Nullable Map<String, AttributeValue> before,
                Map<String, AttributeValue> after);
    }

    /// Sets the only watcher.
    public void watch(Watcher newWatcher) {
        watcher = newWatcher;
    }

    /// Creates an empty table.
    ///
    /// @param shards the initial number of shards of its stream, if it has one
    public void create(CreateTableRequest request, int shards) {
        boolean streams =
                request.streamSpecification() != null
                        && request.streamSpecification().streamEnabled();
        Stream stream = streams ? new Stream(request.tableName(), shards) : null;
        byName.put(request.tableName(), new Table(request, stream));
    }

    /// The stream of a table, if it has one.
    public Optional<Stream> stream(String table) {
        return Optional.ofNullable(named(table).stream());
    }

    Table named(String name) {
        Table table = byName.get(name);
        if (table == null) {
            throw Errors.withDetails(
                            ResourceNotFoundException.builder(),
                            400,
                            "ResourceNotFoundException",
                            "no table " + name)
                    .build();
        }
        return table;
    }

    void put(Table table, Map<String, AttributeValue> item, long now) {
        Map<String, AttributeValue> before = table.get(table.key(item));
        table.put(item, now);
        watcher.written(table.name(), before, item);
    }
}
