package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// If SQS accepts only a part of a batch, the call succeeds. Only the rejected messages are sent
/// again.
class SqsSenderTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    private final Refusing sqs = new Refusing();
    private final SqsSender sender = new SqsSender(() -> sqs, new NoPauses());
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void messagesGoInTens() {
        sender.send("queue", letters(25));

        assertThat(sqs.calls).hasSize(3);
        assertThat(sqs.accepted)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 25).mapToObj(String::valueOf).toList());
    }

    @Test
    void onlyWhatWasRefusedIsSentAgain() {
        sqs.refusals = 2;

        sender.send("queue", letters(10));

        assertThat(sqs.calls).extracting(List::size).containsExactly(10, 5, 2);
        assertThat(sqs.accepted).doesNotHaveDuplicates().hasSize(10);
    }

    @Test
    void whatIsRefusedToTheLastIsAnError() {
        sqs.refusals = Integer.MAX_VALUE;

        assertThatThrownBy(() -> sender.send("queue", letters(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("2 messages were not accepted", "queue", "Throttled");
        assertThat(sqs.calls).hasSize(6);
        assertThat(pauses)
                .containsExactlyElementsOf(
                        Stream.of(25, 50, 100, 200, 400).map(Duration::ofMillis).toList());
    }

    @Test
    void aMessageThatIsItselfAtFaultIsNotSentAgain() {
        sqs.refusals = Integer.MAX_VALUE;
        sqs.senderFault = true;

        assertThatThrownBy(() -> sender.send("queue", letters(2)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(sqs.calls).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aMessageIsOfItsJobsGroupAndDelayedByWholeSeconds() {
        sender.send("queue", List.of(new SqsSender.Message("x", JOB, Duration.ofMillis(1_001))));

        assertThat(sqs.calls.getFirst())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.messageGroupId()).isEqualTo(JOB.value());
                    assertThat(entry.delaySeconds()).isEqualTo(2);
                });
    }

    @Test
    void aMessageOfMoreThan64KilobytesIsRefusedBeforeAnyIsSent() {
        var letters = new ArrayList<>(letters(1));
        letters.add(
                new SqsSender.Message("ü".repeat(SqsSender.MAX_BYTES / 2 + 1), JOB, Duration.ZERO));

        assertThatThrownBy(() -> sender.send("queue", letters))
                .hasMessageContainingAll(JOB.value(), "65538", "65536");
        assertThat(sqs.calls).isEmpty();
    }

    private static List<SqsSender.Message> letters(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new SqsSender.Message(String.valueOf(i), JOB, Duration.ZERO))
                .toList();
    }

    /// Notes pauses instead of waiting.
    private final class NoPauses implements Calls {
        @Override
        public <T> void forEach(List<T> arguments, int width, Consumer<T> call) {
            new ParallelCalls().forEach(arguments, width, call);
        }

        @Override
        public void pause(Duration max) {
            pauses.add(max);
        }
    }

    /// A queue that rejects the second half of a batch, for this many calls.
    private static final class Refusing implements SqsClient {
        private final List<List<SendMessageBatchRequestEntry>> calls = new ArrayList<>();
        private final List<String> accepted = new ArrayList<>();
        private int refusals;
        private boolean senderFault;

        @Override
        public synchronized SendMessageBatchResponse sendMessageBatch(
                SendMessageBatchRequest request) {
            List<SendMessageBatchRequestEntry> entries = request.entries();
            calls.add(entries);
            int taken =
                    refusals-- > 0
                            ? (refusals > 1_000 ? 0 : Math.ceilDiv(entries.size(), 2))
                            : entries.size();
            entries.subList(0, taken).forEach(entry -> accepted.add(entry.messageBody()));
            return SendMessageBatchResponse.builder()
                    .failed(
                            entries.subList(taken, entries.size()).stream()
                                    .map(this::refused)
                                    .toList())
                    .build();
        }

        private BatchResultErrorEntry refused(SendMessageBatchRequestEntry entry) {
            return BatchResultErrorEntry.builder()
                    .id(entry.id())
                    .code("Throttled")
                    .message("later")
                    .senderFault(senderFault)
                    .build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
