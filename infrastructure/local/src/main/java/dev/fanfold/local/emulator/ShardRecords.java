package dev.fanfold.local.emulator;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;

/// The records of a stream's shards.
public interface ShardRecords {
    /// An iterator before the oldest record.
    String trimHorizon(String streamArn, String shard);

    /// An iterator behind the record with this sequence number.
    String after(String streamArn, String shard, String sequenceNumber);

    /// The next records, or nothing if the iterator has lost its place, by age or by what was
    /// trimmed: then a new one is due.
    Optional<GetRecordsResponse> read(String iterator, int max);
}
