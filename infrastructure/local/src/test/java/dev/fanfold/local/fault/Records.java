package dev.fanfold.local.fault;

import dev.fanfold.local.emulator.ShardRecords;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// A shard of numbered records. An iterator is the number of the next record.
record Records(int count) implements ShardRecords {
    @Override
    public String trimHorizon(String streamArn, String shard) {
        return "0";
    }

    @Override
    public String after(String streamArn, String shard, String sequenceNumber) {
        return "" + (Integer.parseInt(sequenceNumber) + 1);
    }

    @Override
    public Optional<GetRecordsResponse> read(String iterator, int max) {
        int from = Integer.parseInt(iterator);
        int to = Math.min(from + max, count);
        List<Record> records =
                IntStream.range(from, to)
                        .mapToObj(i ->
                                Record.builder()
                                        .dynamodb(change -> change.sequenceNumber("" + i))
                                        .build())
                        .toList();
        return Optional.of(
                GetRecordsResponse.builder().records(records).nextShardIterator("" + to).build());
    }
}
