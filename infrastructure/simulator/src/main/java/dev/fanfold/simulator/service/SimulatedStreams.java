package dev.fanfold.simulator.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The simulated DynamoDB Streams client. Only tests of the services create it: functions receive
/// the same changes from `StreamFeed`.
public final class SimulatedStreams implements DynamoDbStreamsClient {
    private static final String ARN_PREFIX = "arn:aws:dynamodb:us-east-1:123456789012:table/";
    private static final String ARN_SUFFIX = "/stream/2026-01-01T00:00:00.000";
    private static final String SHARD_PREFIX = "shardId-";
    private static final int MAX_RECORDS = 1_000;
    private final Network network;
    private final Tables tables;

    public SimulatedStreams(Network network, Tables tables) {
        this.network = network;
        this.tables = tables;
    }

    /// The ARN of the stream of a table.
    public static String arn(String table) {
        return ARN_PREFIX + table + ARN_SUFFIX;
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        network.call("DescribeStream", request::streamArn);
        List<Shard> shards =
                stream(request.streamArn()).shards().stream().map(SimulatedStreams::shard).toList();
        return DescribeStreamResponse.builder()
                .streamDescription(stream ->
                        stream.streamArn(request.streamArn())
                                .streamStatus(StreamStatus.ENABLED)
                                .streamViewType(StreamViewType.NEW_IMAGE)
                                .shards(shards))
                .build();
    }

    /// A shard's id.
    public static String id(Stream.Shard shard) {
        return SHARD_PREFIX + shard.number();
    }

    private static Shard shard(Stream.Shard shard) {
        return Shard.builder()
                .shardId(id(shard))
                .parentShardId(shard.parent() < 0 ? null : SHARD_PREFIX + shard.parent())
                .build();
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        network.call("GetShardIterator", request::shardId);
        List<Stream.Change> changes = shard(request.streamArn(), request.shardId()).changes();
        int position =
                switch (request.shardIteratorType()) {
                    case TRIM_HORIZON -> 0;
                    case LATEST -> changes.size();
                    case AT_SEQUENCE_NUMBER -> indexOf(changes, request.sequenceNumber());
                    case AFTER_SEQUENCE_NUMBER -> indexOf(changes, request.sequenceNumber()) + 1;
                    default ->
                            throw SimulatedDynamo.invalid(
                                    "unknown iterator type " + request.shardIteratorTypeAsString());
                };
        return GetShardIteratorResponse.builder()
                .shardIterator(iterator(request.streamArn(), request.shardId(), position))
                .build();
    }

    private static int indexOf(List<Stream.Change> changes, String number) {
        return IntStream.range(0, changes.size())
                .filter(i -> sequenceNumber(changes.get(i)).equals(number))
                .findFirst()
                .orElseThrow(() ->
                        SimulatedDynamo.invalid("no record of the shard has number " + number));
    }

    // An iterator contains its whole state: stream, shard and position.
    private static String iterator(String arn, String shard, int position) {
        return arn + "|" + shard + "|" + position;
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        network.call("GetRecords", request::shardIterator);
        int max = request.limit() == null ? MAX_RECORDS : request.limit();
        if (max < 1 || max > MAX_RECORDS) {
            throw SimulatedDynamo.invalid("limit " + max + " is not between 1 and " + MAX_RECORDS);
        }
        String[] parts = request.shardIterator().split("\\|", 3);
        Stream.Shard shard = shard(parts[0], parts[1]);
        int from = Integer.parseInt(parts[2]);
        int to = Math.min(shard.changes().size(), from + max);
        boolean isAtEnd = shard.isClosed() && to == shard.changes().size();
        return GetRecordsResponse.builder()
                .records(shard.changes().subList(from, to).stream().map(this::record).toList())
                .nextShardIterator(isAtEnd ? null : iterator(parts[0], parts[1], to))
                .build();
    }

    private Record record(Stream.Change change) {
        Instant written = network.instant(change.micros()).truncatedTo(ChronoUnit.SECONDS);
        return record(change, written, network.scheduler().isNewer());
    }

    /// The stream record of a change, with the item as one version of the code reads it.
    ///
    /// @param newer whether it is the newer version
    public static Record record(Stream.Change change, Instant written, boolean newer) {
        var streamRecord =
                StreamRecord.builder()
                        .keys(change.keys())
                        .sequenceNumber(sequenceNumber(change))
                        .approximateCreationDateTime(written)
                        .streamViewType(StreamViewType.NEW_IMAGE);
        if (change.image() != null) {
            streamRecord.newImage(Versions.read(change.image(), newer));
        }
        return Record.builder()
                .eventID("e" + change.sequenceNumber())
                .eventName(change.kind())
                .eventVersion("1.1")
                .eventSource("aws:dynamodb")
                .awsRegion("us-east-1")
                .dynamodb(streamRecord.build())
                .build();
    }

    /// The sequence number of a change, as AWS writes it.
    public static String sequenceNumber(Stream.Change change) {
        return String.valueOf(change.sequenceNumber());
    }

    private Stream stream(String arn) {
        return Optional.of(arn)
                .filter(it -> it.startsWith(ARN_PREFIX) && it.endsWith(ARN_SUFFIX))
                .map(it -> it.substring(ARN_PREFIX.length(), it.length() - ARN_SUFFIX.length()))
                .flatMap(tables::stream)
                .orElseThrow(() -> missing("no stream " + arn));
    }

    private Stream.Shard shard(String arn, String id) {
        return stream(arn).shards().stream()
                .filter(shard -> id.equals(id(shard)))
                .findFirst()
                .orElseThrow(() -> missing("no shard " + id + " in " + arn));
    }

    private static ResourceNotFoundException missing(String what) {
        return Errors.withDetails(
                        ResourceNotFoundException.builder(), 400, "ResourceNotFoundException", what)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
