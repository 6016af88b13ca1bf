package dev.fanfold.local.mapping;

import dev.fanfold.local.emulator.ShardRecords;
import dev.fanfold.template.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// One shard of a stream, read from its oldest record.
final class ShardReader {
    /// The maximum number of records per read:
    /// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
    private static final int MAX_RECORDS = 1000;

    private final String shard;
    private final String streamArn;
    private final Source.OfStream source;
    private final ShardRecords shardRecords;
    private final StreamDelivery streamDelivery;
    private @Nullable String iterator;
    private @Nullable String lastRead;
    private @Nullable String lastDelivered;

    /// Whether the previous step ended with an exception. Also true during a step.
    private boolean failed;

    ShardReader(
            String shard,
            String streamArn,
            Source.OfStream source,
            ShardRecords shardRecords,
            StreamDelivery streamDelivery) {
        this.shard = shard;
        this.streamArn = streamArn;
        this.source = source;
        this.shardRecords = shardRecords;
        this.streamDelivery = streamDelivery;
        this.iterator = shardRecords.trimHorizon(streamArn, shard);
    }

    /// Whether the shard is closed and all its records were delivered or discarded.
    boolean isDone() {
        return iterator == null && !failed;
    }

    /// Reads the available records and delivers them.
    ///
    /// Failures of the function are retried before this method returns. If it throws, because the
    /// local cloud itself failed, the next step reads the undelivered records again.
    ///
    /// @return the number of records read
    int step() throws InterruptedException {
        if (failed) {
            lastRead = lastDelivered;
            iterator = iteratorAfter(lastRead);
        }
        failed = true;
        int found = readAndDeliver();
        failed = false;
        return found;
    }

    private int readAndDeliver() throws InterruptedException {
        List<Record> records = new ArrayList<>();
        int found = fetch(records);
        long deadline = System.nanoTime() + source.window().toNanos();
        while (!records.isEmpty()
                && records.size() < source.batch()
                && System.nanoTime() < deadline
                && iterator != null) {
            Thread.sleep(20);
            found += fetch(records);
        }
        for (int from = 0; from < records.size(); from += source.batch()) {
            int to = Math.min(from + source.batch(), records.size());
            streamDelivery.deliver(shard, records.subList(from, to));
            lastDelivered = records.get(to - 1).dynamodb().sequenceNumber();
        }
        return found;
    }

    // Reads once. Adds those records whose events the mapping wants to `records`.
    private int fetch(List<Record> records) {
        String from = iterator;
        if (from == null) {
            return 0;
        }
        int max = Math.min(source.batch(), MAX_RECORDS);
        // An iterator can expire, for example before the shard has its first record.
        Optional<GetRecordsResponse> found =
                shardRecords
                        .read(from, max)
                        .or(() -> shardRecords.read(iteratorAfter(lastRead), max));
        if (found.isEmpty()) {
            return 0;
        }
        GetRecordsResponse read = found.get();
        iterator = read.nextShardIterator();
        for (Record record : read.records()) {
            lastRead = record.dynamodb().sequenceNumber();
            if (source.eventNames().contains(record.eventNameAsString())) {
                records.add(record);
            }
        }
        return read.records().size();
    }

    private String iteratorAfter(@Nullable String sequenceNumber) {
        return sequenceNumber == null
                ? shardRecords.trimHorizon(streamArn, shard)
                : shardRecords.after(streamArn, shard, sequenceNumber);
    }
}
