package dev.fanfold.local.fault;

import dev.fanfold.local.emulator.ShardRecords;
import dev.fanfold.local.fault.FaultInjector.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// The records of a shard, some of which are read twice: the second time before the new records of
/// the next read. Only one thread may read.
final class Replays implements ShardRecords {
    private final FaultInjector faultInjector;
    private final ShardRecords records;
    private List<Record> pending = List.of();

    Replays(FaultInjector faultInjector, ShardRecords records) {
        this.faultInjector = faultInjector;
        this.records = records;
    }

    @Override
    public String trimHorizon(String streamArn, String shard) {
        return records.trimHorizon(streamArn, shard);
    }

    @Override
    public String after(String streamArn, String shard, String sequenceNumber) {
        return records.after(streamArn, shard, sequenceNumber);
    }

    @Override
    public Optional<GetRecordsResponse> read(String iterator, int max) {
        return records.read(iterator, max).map(this::withReplays);
    }

    private GetRecordsResponse withReplays(GetRecordsResponse read) {
        List<Record> all = new ArrayList<>(pending);
        all.addAll(read.records());
        pending =
                read.records().stream()
                        .filter(record -> faultInjector.injects(Kind.REPLAY))
                        .toList();
        return read.toBuilder().records(all).build();
    }
}
