package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.Aggregator;
import dev.fanfold.engine.Worker;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.BlobStore;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.Codec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Values that are too large for a report or a row.
///
/// They are written before anything refers to them, each under its own key. They are read only if
/// their hash matches.
class SpillTest {
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    private final ShakyJobStore store = new ShakyJobStore();
    private final InMemoryApplication application =
            new InMemoryApplication(store::around, new Bulky());

    @Test
    void aJobOfLongValuesIsAnswered() {
        JobId id = sent();

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(4));
        assertThat(application.accumulator(id).value()).isInstanceOf(Payload.Spilled.class);
    }

    @Test
    void aValueThatIsNotWhatWasWrittenIsNotRead() {
        JobId id = sent();
        List<Report> reports = reported();
        application.aggregator.fold(reports.subList(0, 1));
        var value = (Payload.Spilled) application.accumulator(id).value();
        application.blobs.put(value.key(), new byte[8]);

        assertThatThrownBy(() -> application.aggregator.fold(reports.subList(1, 2)))
                .hasMessageContaining("are not those written");
    }

    @Test
    void twoWritersOfOneVersionDoNotMeet() {
        JobId id = sent();
        List<Report> reports = reported();
        store.afterNextFoldRead(() -> application.aggregator.fold(reports.subList(1, 2)));

        application.aggregator.fold(reports.subList(0, 1));

        assertThat(application.run(id).state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(id)).isEqualTo(Squares.answer(4));
    }

    @Test
    void aPartialResultThatCannotBeSpilledIsNotReported() {
        sent();
        var worker =
                new Worker(
                        withoutBlobs(),
                        new SerialTaskExecutor(),
                        new NoScratch(),
                        new InMemoryWorks());

        assertThatThrownBy(() -> worker.work(application.queue.receiveWork(10), PLENTY))
                .hasMessage("the bucket is gone");

        assertThat(application.reports.takeStream()).isEmpty();
    }

    @Test
    void aFoldThatCannotBeSpilledIsNotWritten() {
        JobId id = sent();
        List<Report> reports = reported();
        Accumulator before = application.accumulator(id);

        assertThatThrownBy(() -> new Aggregator(withoutBlobs()).fold(reports))
                .hasMessage("the bucket is gone");

        assertThat(application.accumulator(id)).isEqualTo(before);
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNotGiven() {
        JobId id = sent();
        application.work();
        application.fold();
        var worker =
                new Worker(
                        withoutBlobs(),
                        new SerialTaskExecutor(),
                        new NoScratch(),
                        new InMemoryWorks());

        assertThatThrownBy(() -> worker.work(application.queue.receiveWork(10), PLENTY))
                .hasMessage("the bucket is gone");

        assertThat(application.job(id).state()).isEqualTo(State.FINISHING);
    }

    // Reads work, but nothing can be written.
    private Ports withoutBlobs() {
        var blobs =
                new BlobStore() {
                    @Override
                    public void put(String key, byte[] bytes) {
                        throw new IllegalStateException("the bucket is gone");
                    }

                    @Override
                    public boolean putIfAbsent(String key, byte[] bytes) {
                        throw new IllegalStateException("the bucket is gone");
                    }

                    @Override
                    public byte[] get(String key) {
                        return application.blobs.get(key);
                    }
                };
        Ports all = application.ports;
        return new Ports(
                all.jobs(),
                all.reports(),
                blobs,
                all.outputs(),
                all.pools(),
                all.dispatch(),
                all.source(),
                all.workloads(),
                all.clock(),
                all.random());
    }

    // One report for each message.
    private List<Report> reported() {
        for (int message = 0; message < 2; message++) {
            List<ReceivedMessage<WorkMessage>> one = application.queue.receiveWork(1);
            application.worker.work(one, PLENTY);
            application.queue.delete(one);
        }
        return application.reports.takeStream();
    }

    private JobId sent() {
        JobId id = application.dispatcher.submit(Squares.request(4, "0", 2)).job().id();
        application.dispatch();
        return id;
    }

    /// Sums of 150 KB each.
    private static final class Bulky extends Squares {
        @Override
        public Codec<Long> codec() {
            return new Codec<>() {
                @Override
                public byte[] encode(Long value) {
                    return ByteBuffer.allocate(150 * 1024).putLong(value).array();
                }

                @Override
                public Long decode(byte[] bytes) {
                    return ByteBuffer.wrap(bytes).getLong();
                }
            };
        }
    }
}
