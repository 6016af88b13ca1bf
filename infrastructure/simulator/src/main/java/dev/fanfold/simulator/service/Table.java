package dev.fanfold.simulator.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// A table: its items, their recent states, its indexes, and its stream if it has one. The key
/// attributes of the table are strings.
final class Table {
    static final int MAX_ITEM_BYTES = 400 * 1024;
    private final String name;
    private final Keys keys;
    private final Map<String, Index> indexes;
    private final Map<String, ScalarAttributeType> types;
    private final Map<Key, Map<String, AttributeValue>> items;
    private final PastItems pastItems = new PastItems();
    private final @Nullable Stream stream;

    Table(CreateTableRequest request, @Nullable Stream stream) {
        this.name = request.tableName();
        this.keys = Keys.of(request.keySchema());
        this.indexes = new TreeMap<>();
        this.types = new HashMap<>();
        this.items = new TreeMap<>();
        this.stream = stream;
        for (GlobalSecondaryIndex index : request.globalSecondaryIndexes()) {
            indexes.put(index.indexName(), Index.of(index));
        }
        for (AttributeDefinition key : request.attributeDefinitions()) {
            types.put(key.attributeName(), key.attributeType());
        }
    }

    private Table(Table current, Map<Key, Map<String, AttributeValue>> items) {
        this.name = current.name;
        this.keys = current.keys;
        this.indexes = current.indexes;
        this.types = current.types;
        this.items = items;
        this.stream = null;
    }

    /// An earlier state of the table, for reads.
    ///
    /// @param then a time at most [PastItems#LAG] ago, in simulated microseconds
    Table asOf(long then) {
        return new Table(this, pastItems.items(items, then));
    }

    /// The names of the key attributes of a table or of an index.
    ///
    /// @param hash the partition key
    /// @param range the sort key, null if there is none
    record Keys(String hash, @Nullable String range) {
        static Keys of(List<KeySchemaElement> schema) {
            String range = null;
            String hash = "";
            for (KeySchemaElement element : schema) {
                if (element.keyType() == KeyType.HASH) {
                    hash = element.attributeName();
                } else {
                    range = element.attributeName();
                }
            }
            return new Keys(hash, range);
        }
    }

    /// An index. It contains the items that have all its key attributes.
    ///
    /// @param keysOnly whether it projects only keys; otherwise it projects all attributes
    record Index(Keys keys, boolean keysOnly) {
        static Index of(GlobalSecondaryIndex index) {
            return new Index(
                    Keys.of(index.keySchema()),
                    index.projection().projectionType() == ProjectionType.KEYS_ONLY);
        }
    }

    /// The values of an item's key. Their order only has to be total, because queries sort items
    /// themselves.
    record Key(String hash, String range) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::hash).thenComparing(Key::range);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    String name() {
        return name;
    }

    @Nullable Stream stream() {
        return stream;
    }

    Keys keys() {
        return keys;
    }

    Optional<Index> index(String index) {
        return Optional.ofNullable(indexes.get(index));
    }

    Key key(Map<String, AttributeValue> item) {
        return new Key(
                keyText(item, keys.hash), keys.range == null ? "" : keyText(item, keys.range));
    }

    private static String keyText(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null || value.s() == null || value.s().isEmpty()) {
            throw SimulatedDynamo.invalid("the key " + attribute + " is missing or empty");
        }
        return value.s();
    }

    @Nullable Map<String, AttributeValue> get(Key key) {
        return items.get(key);
    }

    /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException when the table does
    ///   not allow such an item
    void check(Map<String, AttributeValue> item) {
        if (Values.size(item) > MAX_ITEM_BYTES) {
            throw SimulatedDynamo.invalid("Item size has exceeded the maximum allowed size");
        }
        for (Index index : indexes.values()) {
            checkIndexKey(item, index.keys.hash);
            checkIndexKey(item, index.keys.range);
        }
    }

    private void checkIndexKey(Map<String, AttributeValue> item, @Nullable String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null) {
            return;
        }
        ScalarAttributeType type = types.get(attribute);
        if (!value.type().name().equals(String.valueOf(type)) || "".equals(value.s())) {
            throw SimulatedDynamo.invalid(
                    "the index key "
                            + attribute
                            + " must be a non-empty "
                            + type
                            + ", not "
                            + value);
        }
    }

    /// Puts an item. The stream gets a record if this changes the table.
    void put(Map<String, AttributeValue> item, long now) {
        check(item);
        Map<String, AttributeValue> before = items.put(key(item), item);
        pastItems.changed(key(item), before, now);
        if (stream != null && !item.equals(before)) {
            stream.add(before == null ? "INSERT" : "MODIFY", keysOf(item), item, now);
        }
    }

    /// Deletes an item, if there is one. The stream gets a record if there was one.
    void delete(Key key, long now) {
        Map<String, AttributeValue> before = items.remove(key);
        pastItems.changed(key, before, now);
        if (stream != null && before != null) {
            stream.add("REMOVE", keysOf(before), null, now);
        }
    }

    private Map<String, AttributeValue> keysOf(Map<String, AttributeValue> item) {
        return keysOf(item, keys);
    }

    /// The key attributes of an item in the table and in an index.
    Map<String, AttributeValue> keysOf(Map<String, AttributeValue> item, Keys index) {
        var attributes = new TreeMap<String, AttributeValue>();
        for (Keys names : List.of(keys, index)) {
            attributes.put(names.hash, item.get(names.hash));
            if (names.range != null) {
                attributes.put(names.range, item.get(names.range));
            }
        }
        return attributes;
    }

    /// The items of one partition of the table or of an index, sorted by their sort keys.
    ///
    /// @param by the keys of the table or of the index
    List<Map<String, AttributeValue>> partition(Keys by, AttributeValue hash) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        for (Map<String, AttributeValue> item : items.values()) {
            if (hash.equals(item.get(by.hash))
                    && (by.range == null || item.containsKey(by.range))) {
                found.add(item);
            }
        }
        found.sort(order(by));
        return found;
    }

    /// The sort order within a partition of the table or of an index. Items of an index with equal
    /// sort keys are sorted by their keys in the table.
    Comparator<Map<String, AttributeValue>> order(Keys by) {
        Comparator<Map<String, AttributeValue>> byKey = Comparator.comparing(this::key);
        return by.range == null
                ? byKey
                : Comparator.<Map<String, AttributeValue>, AttributeValue>comparing(
                                item -> item.get(by.range), Values::compared)
                        .thenComparing(byKey);
    }
}
