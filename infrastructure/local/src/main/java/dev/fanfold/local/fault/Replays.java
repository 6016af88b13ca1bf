package dev.fanfold.local.fault;

import dev.fanfold.local.emulator.ShardRecords;
import dev.fanfold.local.fault.Faults.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// A shard some of whose records come once more, before the next that are new. For one reading
/// thread.
final class Replays implements ShardRecords {
    private final Faults faults;
    private final ShardRecords records;
    private List<Record> again = List.of();

    Replays(Faults faults, ShardRecords records) {
        this.faults = faults;
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
    public Optional<GetRecordsResponse> read(String iterator, int most) {
        return records.read(iterator, most).map(this::mixed);
    }

    private GetRecordsResponse mixed(GetRecordsResponse read) {
        List<Record> all = new ArrayList<>(again);
        all.addAll(read.records());
        again = read.records().stream().filter(record -> faults.strike(Kind.REPLAY)).toList();
        return read.toBuilder().records(all).build();
    }
}
