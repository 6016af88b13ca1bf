package dev.fanfold.local.fault;

import dev.fanfold.local.emulator.ShardRecords;
import dev.fanfold.local.fault.FaultInjector.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// A shard that delivers some records again, after newer ones.
///
/// For one reading thread.
final class Replays implements ShardRecords {
    private final FaultInjector faultInjector;
    private final ShardRecords records;
    private List<Record> again = List.of();

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
        return records.read(iterator, max).map(this::mixed);
    }

    private GetRecordsResponse mixed(GetRecordsResponse read) {
        List<Record> all = new ArrayList<>(again);
        all.addAll(read.records());
        again =
                read.records().stream()
                        .filter(record -> faultInjector.strike(Kind.REPLAY))
                        .toList();
        return read.toBuilder().records(all).build();
    }
}
