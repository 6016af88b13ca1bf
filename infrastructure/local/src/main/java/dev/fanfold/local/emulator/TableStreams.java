package dev.fanfold.local.emulator;

import dev.fanfold.template.Aws;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;

/// DynamoDB Streams, read without HTTP.
public final class TableStreams implements ShardRecords {
    private static final Set<String> UNUSABLE_ITERATOR =
            Set.of("ExpiredIteratorException", "TrimmedDataAccessException");
    private final WatchedTables tables;

    TableStreams(WatchedTables tables) {
        this.tables = tables;
    }

    /// Runs `watcher` after every write to any table, except writes by PartiQL and deletions by
    /// time to live.
    ///
    /// It runs on the writer's thread, so it must be quick.
    public void watch(Runnable watcher) {
        tables.watch(watcher);
    }

    /// The ARN of a table's stream.
    public String arnOf(String table) {
        return tables.describeTable(
                        Aws.ACCESS_KEY,
                        Aws.REGION,
                        DescribeTableRequest.builder().tableName(table).build())
                .table()
                .latestStreamArn();
    }

    /// The shards of a stream.
    public List<Shard> shards(String streamArn) {
        return tables.describeStream(
                        Aws.ACCESS_KEY,
                        Aws.REGION,
                        DescribeStreamRequest.builder().streamArn(streamArn).build())
                .streamDescription()
                .shards();
    }

    @Override
    public String trimHorizon(String streamArn, String shard) {
        return iterator(
                GetShardIteratorRequest.builder()
                        .streamArn(streamArn)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON));
    }

    @Override
    public String after(String streamArn, String shard, String sequenceNumber) {
        return iterator(
                GetShardIteratorRequest.builder()
                        .streamArn(streamArn)
                        .shardId(shard)
                        .sequenceNumber(sequenceNumber)
                        .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER));
    }

    private String iterator(GetShardIteratorRequest.Builder request) {
        return tables.getShardIterator(Aws.ACCESS_KEY, Aws.REGION, request.build()).shardIterator();
    }

    @Override
    public Optional<GetRecordsResponse> read(String iterator, int max) {
        try {
            return Optional.of(
                    tables.getRecords(
                            Aws.ACCESS_KEY,
                            Aws.REGION,
                            GetRecordsRequest.builder()
                                    .shardIterator(iterator)
                                    .limit(max)
                                    .build()));
        } catch (DynamoDBLocalServiceException refused) {
            if (UNUSABLE_ITERATOR.contains(refused.getErrorCode())) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
