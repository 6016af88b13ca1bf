package dev.fanfold.local;

import dev.fanfold.local.emulator.DynamoDbEmulator;
import dev.fanfold.local.template.Declared;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/// Makes tables.
final class Tables {
    private Tables() {}

    static int create(List<Declared.Table> tables, DynamoDbEmulator dynamodb) {
        for (Declared.Table table : tables) {
            create(table, dynamodb);
        }
        return tables.size();
    }

    private static void create(Declared.Table table, DynamoDbEmulator dynamodb) {
        try {
            dynamodb.create(table.request());
        } catch (ResourceInUseException kept) {
            return; // from an earlier run on the same data folder
        }
        table.expires()
                .ifPresent(attribute ->
                        dynamodb.expire(
                                UpdateTimeToLiveRequest.builder()
                                        .tableName(table.request().tableName())
                                        .timeToLiveSpecification(
                                                spec -> spec.attributeName(attribute).enabled(true))
                                        .build()));
    }
}
