package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every failure is reported, for all sizes of batches and all kinds of threads. `bench/batch` does
/// the same with a million records.
class FailingRecordsTest {
    private static final int RECORDS = 20_000;

    @Test
    void everyFailureIsReportedAndNothingElse() throws InterruptedException {
        for (FailingRecords.Way way : FailingRecords.ways()) {
            try (ExecutorService _ = way.invocations()) {
                for (int batch : FailingRecords.BATCHES) {
                    for (int share : FailingRecords.SHARES) {
                        assertThat(FailingRecords.count(way, batch, share, RECORDS))
                                .as("%s, %d a batch, %d %%", way.name(), batch, share)
                                .isEqualTo(
                                        new FailingRecords.Count(
                                                RECORDS, RECORDS / 100L * share, 0, 0));
                    }
                }
            }
        }
    }

    @Test
    void callsAtOnceThatAllFailAreAllReported() {
        for (int batch : FailingRecords.BATCHES) {
            Throwable first =
                    catchThrowable(() ->
                            new ParallelCalls()
                                    .forEach(
                                            IntStream.range(0, batch).boxed().toList(),
                                            16,
                                            place -> {
                                                throw new IllegalStateException(place.toString());
                                            }));

            assertThat(Stream.concat(Stream.of(first), Stream.of(first.getSuppressed())))
                    .extracting(Throwable::getMessage)
                    .containsExactlyElementsOf(
                            IntStream.range(0, batch).mapToObj(String::valueOf).toList());
        }
    }
}
