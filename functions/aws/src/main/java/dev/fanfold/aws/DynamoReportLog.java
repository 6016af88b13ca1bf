package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.ReportLog;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reports in a DynamoDB table whose stream feeds the aggregator. The reports of a round have four
/// partition keys, because a partition of DynamoDB accepts only 1,000 write units a second.
final class DynamoReportLog implements ReportLog {
    private static final int PARTITIONS = 4;

    // The character after the dot. The suffixes of parts begin with a dot, so the keys of all parts
    // of a report are between the report's key and that key with this character.
    private static final String AFTER_DOT = "/";

    private final DynamoDbClient dynamo;
    private final String tableName;
    private final ConditionalTable table;

    DynamoReportLog(DynamoDbClient dynamo, String tableName) {
        this.dynamo = dynamo;
        this.tableName = tableName;
        this.table = new ConditionalTable(dynamo, tableName);
    }

    // If the report is already stored, nothing is written, because the stored one is equal.
    @Override
    public void append(Report report) {
        ReportItem.write(partition(report.job(), report.round(), report.key()), report)
                .forEach(table::putIfAbsent);
    }

    @Override
    public Stream<Report> findAll(JobId job, int round) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(number -> partition(job, round, number))
                .flatMap(this::reportsIn);
    }

    // All parts of a report have the partition of the whole report.
    @Override
    public Stream<Report> find(JobId job, int round, String key) {
        return reports(
                "pk = :partition AND sk BETWEEN :from AND :to",
                Map.of(
                        ":partition", AttributeValue.fromS(partition(job, round, key)),
                        ":from", AttributeValue.fromS(key),
                        ":to", AttributeValue.fromS(key + AFTER_DOT)));
    }

    private Stream<Report> reportsIn(String partition) {
        return reports("pk = :partition", Map.of(":partition", AttributeValue.fromS(partition)));
    }

    private Stream<Report> reports(String condition, Map<String, AttributeValue> values) {
        return dynamo
                .queryPaginator(query ->
                        query.tableName(tableName)
                                .keyConditionExpression(condition)
                                .expressionAttributeValues(values)
                                .consistentRead(true))
                .items()
                .stream()
                .map(item -> ReportItem.read(new StoredItem(item)));
    }

    private static String partition(JobId job, int round, String key) {
        return partition(job, round, Math.floorMod(key.hashCode(), PARTITIONS));
    }

    private static String partition(JobId job, int round, int number) {
        return RoundKey.of(job, round) + "#" + number;
    }
}
