package dev.fanfold.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tests laws that [StreamRules] keeps for all records and outcomes, with random ones.
class StreamRulesLawsTest {
    private static final int SEEDS = 20_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void eachRecordSucceedsOrIsDiscardedOnceInOrderAndWithinTheLimits() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Run(new SplittableRandom(seed)).check();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /// One batch of random records under random rules and outcomes.
    private static final class Run {
        private final RandomGenerator random;
        private final StreamRules rules;
        private final List<StreamEntry<Integer>> read;
        private final List<Integer> succeeded = new ArrayList<>();
        private final List<Integer> discarded = new ArrayList<>();
        private final Map<List<Integer>, Integer> deliveries = new HashMap<>();
        private Instant now = START;

        Run(RandomGenerator random) {
            this.random = random;
            this.rules =
                    new StreamRules(
                            random.nextBoolean(),
                            random.nextBoolean(),
                            random.nextInt(5),
                            random.nextBoolean()
                                    ? Optional.of(Duration.ofSeconds(random.nextInt(1, 60)))
                                    : Optional.empty(),
                            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)));
            this.read = IntStream.range(0, random.nextInt(1, 13)).mapToObj(this::entry).toList();
        }

        private StreamEntry<Integer> entry(int index) {
            Instant written = START.minusSeconds(20).plusSeconds(2L * index);
            return new StreamEntry<>("" + index, written, index);
        }

        void check() {
            StreamStep<Integer> step = rules.begin(read, now);
            record(step);
            while (step.next().isPresent()) {
                step = deliver(step.next().get());
                record(step);
            }
            List<Integer> ended = new ArrayList<>(succeeded);
            ended.addAll(discarded);
            assertThat(ended)
                    .as("each record succeeds or is discarded, once")
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, read.size()).boxed().toList());
            assertThat(succeeded).as("records succeed in the order of the shard").isSorted();
        }

        private StreamStep<Integer> deliver(StreamBatch<Integer> batch) {
            now = now.plus(batch.pause());
            List<Integer> records = batch.records();
            checkDelivery(batch, records);
            int attempt = deliveries.merge(records, 1, Integer::sum);
            assertThat(attempt)
                    .as("deliveries of " + records)
                    .isLessThanOrEqualTo(rules.retries() + 1);
            InvocationOutcome outcome = outcome(records);
            int done = records.size() - rules.failed(batch, outcome).size();
            succeeded.addAll(records.subList(0, done));
            now = now.plusMillis(random.nextInt(3_000));
            return rules.after(batch, outcome, now);
        }

        private void checkDelivery(StreamBatch<Integer> batch, List<Integer> records) {
            assertThat(records).as("a delivery in the order of the shard").isSorted();
            int first = records.getFirst();
            assertThat(IntStream.range(0, first).boxed().toList())
                    .as("nothing before " + first + " is open when it is delivered")
                    .allMatch(before -> succeeded.contains(before) || discarded.contains(before));
            rules.maxAge()
                    .ifPresent(age ->
                            assertThat(batch.entries())
                                    .as("no record is delivered after its age")
                                    .noneMatch(entry -> entry.written().plus(age).isBefore(now)));
        }

        private void record(StreamStep<Integer> step) {
            for (DiscardedEntries<Integer> entries : step.discardedEntries()) {
                entries.entries().forEach(entry -> discarded.add(entry.record()));
                switch (entries.condition()) {
                    case RETRY_ATTEMPTS_EXHAUSTED ->
                            assertThat(entries.failures()).isEqualTo(rules.retries() + 1);
                    case RECORD_AGE_EXCEEDED -> assertThat(rules.maxAge()).isPresent();
                }
            }
        }

        private InvocationOutcome outcome(List<Integer> records) {
            return switch (random.nextInt(4)) {
                case 0 -> new InvocationOutcome.Returned(null);
                case 1 -> new InvocationOutcome.Threw(new IllegalStateException("scripted"));
                case 2 -> new InvocationOutcome.Died("scripted");
                default -> new InvocationOutcome.Returned(new StreamsEventResponse(named(records)));
            };
        }

        private List<StreamsEventResponse.BatchItemFailure> named(List<Integer> records) {
            return records.stream()
                    .filter(_ -> random.nextInt(3) == 0)
                    .map(record -> new StreamsEventResponse.BatchItemFailure("" + record))
                    .toList();
        }
    }
}
