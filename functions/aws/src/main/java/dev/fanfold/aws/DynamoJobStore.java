package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.BlobStore;
import dev.fanfold.engine.port.JobStore;
import dev.fanfold.messages.AccumulatorJson;
import dev.fanfold.messages.PackedJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Job rows and accumulators in one DynamoDB table. The row of a job and the accumulators of its
/// rounds are separate items, because DynamoDB bills a write by the size of the whole item.
final class DynamoJobStore implements JobStore {
    private static final String OPEN_INDEX = "open-by-due";
    private static final String OWNER_INDEX = "by-owner";
    private static final String STATE_INDEX = "by-state";
    private static final String ACCUMULATOR_PREFIX = "acc#";
    private static final String STEP_PREFIX = "step#";
    private static final int PAGE_SIZE = 1_000;
    private final DynamoDbClient dynamo;
    private final String tableName;
    private final ConditionalTable table;
    private final JobItems items;
    private final InstantSource clock;

    DynamoJobStore(DynamoDbClient dynamo, String tableName, BlobStore blobs, InstantSource clock) {
        this.dynamo = dynamo;
        this.tableName = tableName;
        this.table = new ConditionalTable(dynamo, tableName);
        this.items = new JobItems(new PlanBlobs(blobs));
        this.clock = clock;
    }

    @Override
    public boolean create(Job job) {
        return table.putIfAbsent(items.write(job));
    }

    @Override
    public Optional<Job> job(JobId id) {
        return table.get(JobItems.key(id)).map(items::read);
    }

    @Override
    public boolean replace(Job job) {
        return table.putIfVersion(items.write(job), job.version() - 1);
    }

    @Override
    public boolean create(Accumulator accumulator) {
        return table.putIfAbsent(item(accumulator));
    }

    @Override
    public Optional<Accumulator> accumulator(JobId id, int round) {
        return table.get(accumulatorKey(id, round))
                .map(item ->
                        AccumulatorJson.read(
                                new PackedJson(item.text("accumulator"), item.bytes("values"))));
    }

    @Override
    public boolean replace(Accumulator accumulator) {
        return table.putIfVersion(item(accumulator), accumulator.version() - 1);
    }

    private Map<String, AttributeValue> item(Accumulator accumulator) {
        PackedJson packedJson = AccumulatorJson.write(accumulator);
        return new Attributes()
                .with("pk", accumulatorKey(accumulator.job(), accumulator.round()))
                .with("version", accumulator.version())
                .with("accumulator", packedJson.json())
                .with("values", packedJson.bytes())
                .expiring(clock.instant())
                .item(
                        "the accumulator of job " + accumulator.job(),
                        "give a larger --slice, so that there are fewer tasks");
    }

    private static String accumulatorKey(JobId job, int round) {
        return ACCUMULATOR_PREFIX + RoundKey.of(job, round);
    }

    @Override
    public Optional<StepHolder> hold(String step, StepHolder holder) {
        String key = STEP_PREFIX + step;
        Map<String, AttributeValue> item =
                new Attributes()
                        .with("pk", key)
                        .with("message", holder.message())
                        .with("tasks", holder.tasks().toBytes())
                        .expiring(clock.instant())
                        .item("step " + step, "give a smaller --pack");
        return table.putIfAbsent(item)
                ? Optional.empty()
                : table.get(key)
                        .map(stored ->
                                new StepHolder(
                                        stored.text("message"),
                                        TaskSet.fromBytes(stored.bytes("tasks"))));
    }

    // An index may lag behind the table, so callers read the row of each job again.
    @Override
    public Stream<StalledJob> findOpen(Instant from, Instant to) {
        if (from.isAfter(to)) {
            return Stream.empty(); // DynamoDB refuses such a range
        }
        return dynamo
                .queryPaginator(query ->
                        query.tableName(tableName)
                                .indexName(OPEN_INDEX)
                                .keyConditionExpression(
                                        "openJobs = :open AND due BETWEEN :from AND :to")
                                .expressionAttributeValues(
                                        Map.of(
                                                ":open", AttributeValue.fromS(JobItems.OPEN),
                                                ":from", millis(from),
                                                ":to", millis(to)))
                                .limit(PAGE_SIZE))
                .items()
                .stream()
                .map(item -> JobItems.readStalled(new StoredItem(item)));
    }

    @Override
    public List<OwnedJob> findByOwner(String owner, @Nullable OwnedJob after, int max) {
        return newestFirst(OWNER_INDEX, "owner", owner, after, max);
    }

    @Override
    public List<OwnedJob> findByState(State state, @Nullable OwnedJob after, int max) {
        return newestFirst(STATE_INDEX, "state", state.name(), after, max);
    }

    private List<OwnedJob> newestFirst(
            String index, String attribute, String value, @Nullable OwnedJob after, int max) {
        Map<String, AttributeValue> startKey =
                after == null
                        ? null
                        : Map.of(
                                "pk",
                                AttributeValue.fromS(JobItems.key(after.job())),
                                attribute,
                                AttributeValue.fromS(value),
                                "createdAt",
                                millis(after.created()));
        return dynamo
                .query(query ->
                        query.tableName(tableName)
                                .indexName(index)
                                .keyConditionExpression("#key = :value")
                                .expressionAttributeNames(Map.of("#key", attribute))
                                .expressionAttributeValues(
                                        Map.of(":value", AttributeValue.fromS(value)))
                                .exclusiveStartKey(startKey)
                                .scanIndexForward(false)
                                .limit(max))
                .items()
                .stream()
                .map(item -> JobItems.readOwned(new StoredItem(item)))
                .toList();
    }

    private static AttributeValue millis(Instant time) {
        return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
    }
}
