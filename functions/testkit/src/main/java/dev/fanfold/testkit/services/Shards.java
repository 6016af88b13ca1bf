package dev.fanfold.testkit.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/// The shards of a table's stream. Each record of the stream is in one of them.
record Shards(Services services, String arn) {
    static Shards of(Table table) {
        return new Shards(table.services(), table.services().stream(table.name()));
    }

    List<String> ids() {
        return services
                .streams()
                .describeStream(ask -> ask.streamArn(arn))
                .streamDescription()
                .shards()
                .stream()
                .map(Shard::shardId)
                .toList();
    }

    String iterator(String shard, ShardIteratorType type) {
        return iterator(shard, ask -> ask.shardIteratorType(type));
    }

    String iterator(String shard, Consumer<GetShardIteratorRequest.Builder> more) {
        return services.streams()
                .getShardIterator(ask -> more.accept(ask.streamArn(arn).shardId(shard)))
                .shardIterator();
    }

    GetRecordsResponse read(String iterator, int max) {
        return services.streams().getRecords(ask -> ask.shardIterator(iterator).limit(max));
    }

    /// The records of a shard from the iterator on, until two reads in a row are empty or the shard
    /// ends.
    List<Record> read(String iterator) {
        var records = new ArrayList<Record>();
        String next = iterator;
        for (int empty = 0; next != null && empty < 2; ) {
            GetRecordsResponse page = read(next, 100);
            records.addAll(page.records());
            empty = page.records().isEmpty() ? empty + 1 : 0;
            next = page.nextShardIterator();
        }
        return records;
    }

    /// All records, shard by shard.
    List<Record> all() {
        return ids().stream()
                .flatMap(shard -> read(iterator(shard, ShardIteratorType.TRIM_HORIZON)).stream())
                .toList();
    }

    /// Waits until there are at least this many records, and returns all of them.
    List<Record> all(int count) {
        return services.until(
                count + " records", () -> Optional.of(all()).filter(it -> it.size() >= count));
    }

    /// The first shard that has records. In the cases it is the only one.
    String filledShard() {
        return ids().stream()
                .filter(shard -> !read(iterator(shard, ShardIteratorType.TRIM_HORIZON)).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /// The records from this one on. The type says whether this one is included.
    List<Record> from(Record place, ShardIteratorType type) {
        return read(
                iterator(
                        filledShard(),
                        ask ->
                                ask.shardIteratorType(type)
                                        .sequenceNumber(place.dynamodb().sequenceNumber())));
    }
}
