package dev.fanfold.local.emulator;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;

/// The records of a stream's shards.
public interface ShardRecords {
    /// An iterator at the oldest record.
    String trimHorizon(String streamArn, String shard);

    /// An iterator after the record with this sequence number.
    String after(String streamArn, String shard, String sequenceNumber);

    /// The next records; empty if the iterator has expired or its records were trimmed.
    ///
    /// The caller then needs a new iterator.
    Optional<GetRecordsResponse> read(String iterator, int max);
}
