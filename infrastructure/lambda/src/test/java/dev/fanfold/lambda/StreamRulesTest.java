package dev.fanfold.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests the cases in the table of [StreamRules].
class StreamRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(9));
    private static final InvocationOutcome THREW =
            new InvocationOutcome.Threw(new IllegalStateException("poison"));
    private static final InvocationOutcome DONE = new InvocationOutcome.Returned(null);

    private final List<String> delivered = new ArrayList<>();
    private final List<String> discarded = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    private static StreamRules rules(boolean partial, boolean bisect, int retries) {
        return new StreamRules(partial, bisect, retries, Optional.empty(), BACKOFF);
    }

    private static List<StreamEntry<String>> entries(String letters, Instant written) {
        return Stream.of(letters.split("")).map(name -> entry(name, written)).toList();
    }

    private static StreamEntry<String> entry(String name, Instant written) {
        return new StreamEntry<>(name, written, name);
    }

    private static InvocationOutcome naming(String... names) {
        return new InvocationOutcome.Returned(
                new StreamsEventResponse(
                        Stream.of(names).map(StreamsEventResponse.BatchItemFailure::new).toList()));
    }

    private void run(
            StreamRules rules, String letters, Function<String, InvocationOutcome> function) {
        StreamStep<String> step = rules.begin(entries(letters, NOW), NOW);
        while (true) {
            recordDiscarded(step);
            if (step.next().isEmpty()) {
                return;
            }
            StreamBatch<String> batch = step.next().get();
            pauses.add(batch.pause());
            delivered.add(String.join("", batch.records()));
            step = rules.after(batch, function.apply(delivered.getLast()), NOW);
        }
    }

    private void recordDiscarded(StreamStep<String> step) {
        step.discardedEntries()
                .forEach(entries ->
                        discarded.add(
                                String.join(
                                                "",
                                                entries.entries().stream()
                                                        .map(StreamEntry::record)
                                                        .toList())
                                        + " "
                                        + entries.condition().text()
                                        + " "
                                        + entries.failures()));
    }

    private static Function<String, InvocationOutcome> failingOn(String record) {
        return batch -> batch.contains(record) ? THREW : DONE;
    }

    @Test
    void aFailedBatchIsRetriedAsAWholeUntilItsRetriesAreUsedUp() {
        run(rules(false, false, 2), "abc", failingOn("b"));

        assertThat(delivered).containsExactly("abc", "abc", "abc");
        assertThat(discarded).containsExactly("abc RetryAttemptsExhausted 3");
    }

    @Test
    void withoutRetriesABatchIsDeliveredOnce() {
        run(rules(false, false, 0), "abc", failingOn("b"));

        assertThat(delivered).containsExactly("abc");
        assertThat(discarded).containsExactly("abc RetryAttemptsExhausted 1");
    }

    @Test
    void withoutALimitABatchIsDeliveredUntilItSucceeds() {
        run(rules(false, false, -1), "abc", _ -> delivered.size() < 12_000 ? THREW : DONE);

        assertThat(delivered).hasSize(12_000).containsOnly("abc");
        assertThat(discarded).isEmpty();
    }

    @Test
    void aSplitDoesNotCountAsARetry() {
        run(rules(false, true, 1), "abcdefg", failingOn("d"));

        assertThat(delivered).containsExactly("abcdefg", "abc", "defg", "de", "d", "d", "e", "fg");
        assertThat(discarded).containsExactly("d RetryAttemptsExhausted 2");
    }

    @Test
    void aBatchIsSplitEvenIfThereAreNoRetries() {
        run(rules(false, true, 0), "abcd", failingOn("a"));

        assertThat(delivered).containsExactly("abcd", "ab", "a", "b", "cd");
        assertThat(discarded).containsExactly("a RetryAttemptsExhausted 1");
    }

    @Test
    void deliveryContinuesFromTheLowestNamedRecord() {
        run(rules(true, false, 0), "abcd", batch -> batch.length() == 4 ? naming("d", "b") : DONE);

        assertThat(delivered).containsExactly("abcd", "bcd");
        assertThat(discarded).isEmpty();
    }

    @Test
    void withoutReportBatchItemFailuresEveryResponseMeansSuccess() {
        run(rules(false, false, 0), "abcd", _ -> naming("b"));

        assertThat(delivered).containsExactly("abcd");
        assertThat(discarded).isEmpty();
    }

    @Test
    void retriesAreCountedForEachBatch() {
        run(rules(true, false, 1), "abc", batch -> batch.contains("b") ? naming("b") : DONE);

        assertThat(delivered).containsExactly("abc", "bc", "bc");
        assertThat(discarded).containsExactly("bc RetryAttemptsExhausted 2");
    }

    @Test
    void withBisectionABatchIsSplitAtTheNamedRecord() {
        run(rules(true, true, 0), "abcdef", batch -> batch.length() == 6 ? naming("c") : DONE);

        assertThat(delivered).containsExactly("abcdef", "cdef");
    }

    @Test
    void withBisectionOnlyTheNamedRecordThatAlwaysFailsIsDiscarded() {
        run(rules(true, true, 1), "abc", batch -> batch.contains("b") ? naming("b") : DONE);

        assertThat(delivered).containsExactly("abc", "bc", "b", "b", "c");
        assertThat(discarded).containsExactly("b RetryAttemptsExhausted 2");
    }

    @Test
    void withBisectionABatchThatThrowsIsSplitInTheMiddle() {
        run(rules(true, true, 0), "abcd", failingOn("c"));

        assertThat(delivered).containsExactly("abcd", "ab", "cd", "c", "d");
        assertThat(discarded).containsExactly("c RetryAttemptsExhausted 1");
    }

    @Test
    void anUnknownNameIsAFailureOfTheBatch() {
        run(rules(true, false, 0), "abc", _ -> naming("z"));

        assertThat(discarded).containsExactly("abc RetryAttemptsExhausted 1");
    }

    @Test
    void aDeadEnvironmentIsAFailureOfTheBatch() {
        run(rules(true, false, 0), "abc", _ -> new InvocationOutcome.Died("out of time"));

        assertThat(discarded).containsExactly("abc RetryAttemptsExhausted 1");
    }

    @Test
    void thePauseDoublesAfterEachFailureUpToItsMaximum() {
        run(rules(false, false, 6), "a", failingOn("a"));

        assertThat(pauses)
                .extracting(Duration::toSeconds)
                .containsExactly(0L, 2L, 4L, 8L, 9L, 9L, 9L);
    }

    @Test
    void aRecordOlderThanTheMaximumAgeIsNotDelivered() {
        Duration maxAge = Duration.ofMinutes(1);
        var rules = new StreamRules(false, false, 5, Optional.of(maxAge), BACKOFF);
        List<StreamEntry<String>> read = new ArrayList<>();
        read.add(entry("old", NOW.minus(maxAge).minusMillis(1)));
        read.add(entry("at the limit", NOW.minus(maxAge)));

        StreamStep<String> step = rules.begin(read, NOW);
        recordDiscarded(step);

        assertThat(discarded).containsExactly("old RecordAgeExceeded 0");
        assertThat(step.next().orElseThrow().records()).containsExactly("at the limit");
    }

    @Test
    void aRecordThatWillBeTooOldAfterThePauseIsDiscarded() {
        Duration maxAge = Duration.ofSeconds(2);
        var rules = new StreamRules(false, false, 5, Optional.of(maxAge), BACKOFF);
        StreamStep<String> step = rules.begin(entries("a", NOW), NOW);

        StreamStep<String> second = rules.after(step.next().orElseThrow(), THREW, NOW);
        StreamStep<String> last = rules.after(second.next().orElseThrow(), THREW, NOW);
        recordDiscarded(last);

        assertThat(second.next().orElseThrow().pause()).isEqualTo(maxAge);
        assertThat(last.next()).isEmpty();
        assertThat(discarded).containsExactly("a RecordAgeExceeded 2");
    }

    @Test
    void recordsAfterADiscardedRecordAreDelivered() {
        run(rules(false, true, 0), "ab", failingOn("a"));

        assertThat(delivered).containsExactly("ab", "a", "b");
    }

    @Test
    void withoutRecordsThereIsNoDelivery() {
        StreamStep<String> step = rules(false, false, 0).begin(List.of(), NOW);

        assertThat(step.next()).isEmpty();
        assertThat(step.discardedEntries()).isEmpty();
    }
}
