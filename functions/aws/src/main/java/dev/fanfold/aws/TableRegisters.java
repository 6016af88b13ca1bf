package dev.fanfold.aws;

import dev.fanfold.workload.Resources.Registers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Registers in the table of jobs, where their keys begin with [#PREFIX].
public final class TableRegisters implements Registers {
    static final String PREFIX = "register#";
    private final ConditionalTable table;

    private TableRegisters(ConditionalTable table) {
        this.table = table;
    }

    /// The registers of a worker's application.
    ///
    /// @param settings the settings of the worker
    public static TableRegisters of(Settings settings, DynamoDbClient dynamo) {
        return new TableRegisters(new ConditionalTable(dynamo, settings.jobsTable()));
    }

    @Override
    public Optional<Register> read(String name) {
        return table.get(PREFIX + name)
                .map(item -> new Register(item.text("text"), item.number("version")));
    }

    @Override
    public boolean replace(String name, String text, long version, Instant expires) {
        Map<String, AttributeValue> item =
                Map.of(
                        "pk", AttributeValue.fromS(PREFIX + name),
                        "text", AttributeValue.fromS(text),
                        "version", AttributeValue.fromN(Long.toString(version + 1)),
                        "expires", AttributeValue.fromN(Long.toString(expires.getEpochSecond())));
        return version == 0 ? table.putIfAbsent(item) : table.putIfVersion(item, version);
    }
}
