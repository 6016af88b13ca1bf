package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.ReportLog;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reports in a DynamoDB table whose stream feeds the aggregator. The reports of a job are spread
/// over a few partitions, because a partition accepts 1,000 write units a second.
final class DynamoReportLog implements ReportLog {
    private static final int BUCKETS = 4;
    private static final String AFTER_DOT = "/";
    private final DynamoDbClient dynamo;
    private final String tableName;
    private final ConditionalTable table;

    DynamoReportLog(DynamoDbClient dynamo, String tableName) {
        this.dynamo = dynamo;
        this.tableName = tableName;
        this.table = new ConditionalTable(dynamo, tableName);
    }

    // A second write of the same report finds the first one. Both are equal.
    @Override
    public void append(Report report) {
        ReportItem.write(partition(report.job(), report.key()), report).forEach(table::putIfAbsent);
    }

    @Override
    public Stream<Report> findAll(JobId job) {
        return IntStream.range(0, BUCKETS)
                .mapToObj(bucket -> partition(job, bucket))
                .flatMap(this::reports);
    }

    // The parts of a report are in the partition of the whole, right behind its key.
    @Override
    public Stream<Report> find(JobId job, String key) {
        return reports(
                "pk = :partition AND sk BETWEEN :from AND :to",
                Map.of(
                        ":partition", AttributeValue.fromS(partition(job, key)),
                        ":from", AttributeValue.fromS(key),
                        ":to", AttributeValue.fromS(key + AFTER_DOT)));
    }

    private Stream<Report> reports(String partition) {
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

    private static String partition(JobId job, String key) {
        return partition(job, Math.floorMod(key.hashCode(), BUCKETS));
    }

    private static String partition(JobId job, int bucket) {
        return job + "#" + bucket;
    }
}
