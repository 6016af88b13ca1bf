package dev.fanfold.local.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.fanfold.local.emulator.ShardRecords;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.function.HandlerClass;
import dev.fanfold.local.function.Host;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Function;
import dev.fanfold.template.Place;
import dev.fanfold.template.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// A shard reader delivers every record in order, even if reads fail.
@Timeout(60)
class ShardReaderTest {
    private static final String STREAM =
            "arn:aws:dynamodb:us-east-1:000000000000:table/letters/stream/1";
    private static final Queue<String> DELIVERED = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final FailingShard shard = new FailingShard();
    @TempDir private Path scratch;

    @BeforeEach
    void listen() {
        DELIVERED.clear();
    }

    @AfterEach
    void stop() {
        timers.shutdownNow();
    }

    @Test
    void recordsReadBeforeAFailureAreReadAgain() throws InterruptedException {
        shard.failingCalls.add("read 1");
        try (FunctionPool function = function()) {
            ShardReader reader = reader(function, 3, Duration.ofMinutes(1));

            assertThatThrownBy(reader::step).hasMessage("read 1");
            assertThat(DELIVERED).isEmpty();
            reader.step();

            assertThat(DELIVERED).containsExactly("1", "2", "3");
        }
    }

    @Test
    void deliveredRecordsAreNotReadAgain() throws InterruptedException {
        try (FunctionPool function = function()) {
            ShardReader reader = reader(function, 2, Duration.ofMinutes(1));
            reader.step();
            shard.failingCalls.addAll(List.of("read 3", "after"));

            assertThatThrownBy(reader::step).hasMessage("read 3");
            assertThatThrownBy(reader::step).hasMessage("after");
            assertThat(reader.isDone()).isFalse();
            reader.step();

            assertThat(DELIVERED).containsExactly("1", "2", "3", "4");
        }
    }

    private ShardReader reader(FunctionPool function, int batch, Duration window) {
        var source =
                new Source.OfStream(
                        "Hears.Letters",
                        function.declared().place(),
                        "letters",
                        batch,
                        window,
                        false,
                        Set.of("INSERT"),
                        -1,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        false);
        var streamDelivery =
                new StreamDelivery(StreamDelivery.rules(source), function, STREAM, _ -> {});
        return new ShardReader("shard", STREAM, source, shard, streamDelivery);
    }

    private FunctionPool function() {
        Function function =
                new Function(
                        "Hears",
                        "hears",
                        RecordingHandler.class.getName(),
                        new Place(Path.of("template.yaml"), 1),
                        Duration.ofMinutes(10),
                        128,
                        1,
                        Map.of(),
                        List.of());
        HandlerClass handler = HandlerClass.of(function, getClass().getClassLoader());
        return new FunctionPool(
                function, handler, Map.of(), new Host(new Meter(), timers, line -> {}, scratch));
    }

    /// Records what it receives.
    public static final class RecordingHandler implements RequestHandler<DynamodbEvent, String> {
        @Override
        public String handleRequest(DynamodbEvent event, Context context) {
            event.getRecords()
                    .forEach(record -> DELIVERED.add(record.getDynamodb().getSequenceNumber()));
            return "done";
        }
    }

    /// An endless shard that returns one record per read.
    ///
    /// It fails once for each call in `failingCalls`.
    private static final class FailingShard implements ShardRecords {
        private final List<String> failingCalls = new ArrayList<>();

        @Override
        public String trimHorizon(String streamArn, String shard) {
            return "0";
        }

        @Override
        public String after(String streamArn, String shard, String sequenceNumber) {
            fail("after");
            return sequenceNumber;
        }

        @Override
        public Optional<GetRecordsResponse> read(String iterator, int max) {
            fail("read " + iterator);
            String next = "" + (Integer.parseInt(iterator) + 1);
            return Optional.of(
                    GetRecordsResponse.builder()
                            .records(record(next))
                            .nextShardIterator(next)
                            .build());
        }

        private void fail(String call) {
            if (failingCalls.remove(call)) {
                throw new IllegalStateException(call);
            }
        }

        private static Record record(String number) {
            return Record.builder()
                    .eventName("INSERT")
                    .dynamodb(change ->
                            change.sequenceNumber(number)
                                    .sizeBytes(1L)
                                    .keys(Map.of())
                                    .streamViewType("NEW_IMAGE")
                                    .approximateCreationDateTime(Instant.EPOCH))
                    .build();
        }
    }
}
