package dev.fanfold.local.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.local.emulator.ShardRecords;
import dev.fanfold.local.fault.FaultInjector.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// The records of a shard with replays, as its reader receives them.
class ReplaysTest {
    private static final int RECORDS = 10_000;

    @Test
    void threeInTenComeOnceMoreAndNoneIsMissing() {
        var faultInjector = new FaultInjector(replays(0.3));

        List<String> read = readAll(faultInjector.withReplays(new Records(RECORDS)));

        assertThat(new HashSet<>(read)).hasSize(RECORDS);
        assertThat(read.size() - RECORDS).isBetween(2_800, 3_200);
        long counted = Objects.requireNonNull(faultInjector.counts().get(Kind.REPLAY)).faults();
        assertThat(counted).isEqualTo(read.size() - RECORDS);
    }

    @Test
    void aReplayedRecordComesAfterLaterOnes() {
        List<String> read = readAll(new FaultInjector(replays(1)).withReplays(new Records(4)));

        assertThat(read).containsExactly("0", "1", "2", "0", "1", "2", "3", "3");
    }

    private static List<String> readAll(ShardRecords records) {
        List<String> read = new ArrayList<>();
        String iterator = records.trimHorizon("arn", "shard");
        while (true) {
            GetRecordsResponse response = records.read(iterator, 3).orElseThrow();
            if (response.records().isEmpty()) {
                return read;
            }
            iterator = response.nextShardIterator();
            for (Record record : response.records()) {
                read.add(record.dynamodb().sequenceNumber());
            }
        }
    }

    private static Chaos replays(double share) {
        return Chaos.none().seed(13).replays(share);
    }
}
