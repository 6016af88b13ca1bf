package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Sends any number of messages to SQS: ten in a call, up to eight calls in parallel. If SQS
/// refuses a message for another reason than an error in the message, the message is sent again.
final class SqsSender {
    private static final int BATCH_SIZE = 10;
    private static final int MAX_PARALLEL = 8;
    private static final int MAX_TRIES = 6;
    // The maximum pause before the second try. It doubles with each further try.
    private static final Duration MAX_FIRST_PAUSE = Duration.ofMillis(25);

    /// The maximum size of a message, in bytes. SQS accepts larger messages, but bills each 64 KB
    /// as a request.
    static final int MAX_BYTES = 64 * 1024;

    private final Supplier<SqsClient> sqs;
    private final Calls calls;

    SqsSender(Supplier<SqsClient> sqs, Calls calls) {
        this.sqs = sqs;
        this.calls = calls;
    }

    /// One message.
    ///
    /// @param job the job, whose id is the message group, because a fair queue shares its capacity
    ///   among groups
    /// @param delay how long SQS hides the message at first; it is rounded up to seconds
    record Message(String body, JobId job, Duration delay) {}

    /// Sends the messages. Returns when SQS has accepted every message.
    ///
    /// @throws IllegalStateException if a message is too long; then none is sent. Or if SQS refuses
    ///   a message six times, or once because of an error in the message; then others may be sent
    void send(String queueUrl, List<Message> messages) {
        messages.forEach(SqsSender::checkSize);
        List<List<Message>> batches =
                IntStream.range(0, Math.ceilDiv(messages.size(), BATCH_SIZE))
                        .mapToObj(i ->
                                messages.subList(
                                        i * BATCH_SIZE,
                                        Math.min(messages.size(), (i + 1) * BATCH_SIZE)))
                        .toList();
        calls.forEach(batches, MAX_PARALLEL, batch -> sendBatch(queueUrl, batch));
    }

    private static void checkSize(Message message) {
        int bytes = message.body().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalStateException(
                    "a message of job %s takes %d bytes, more than %d"
                            .formatted(message.job(), bytes, MAX_BYTES));
        }
    }

    private void sendBatch(String queueUrl, List<Message> batch) {
        List<SendMessageBatchRequestEntry> waiting = entries(batch);
        for (int attempt = 1; ; attempt++) {
            List<SendMessageBatchRequestEntry> sent = waiting;
            List<BatchResultErrorEntry> failed =
                    sqs.get()
                            .sendMessageBatch(request -> request.queueUrl(queueUrl).entries(sent))
                            .failed();
            List<String> failedIds = failed.stream().map(BatchResultErrorEntry::id).toList();
            waiting = sent.stream().filter(entry -> failedIds.contains(entry.id())).toList();
            if (waiting.isEmpty()) {
                return;
            }
            if (attempt == MAX_TRIES
                    || failed.stream().anyMatch(BatchResultErrorEntry::senderFault)) {
                throw refused(queueUrl, batch.size(), failed);
            }
            calls.pause(MAX_FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
        }
    }

    private static IllegalStateException refused(
            String queueUrl, int messages, List<BatchResultErrorEntry> failed) {
        BatchResultErrorEntry first = failed.getFirst();
        return new IllegalStateException(
                "%d of %d messages were not accepted by %s: %s %s"
                        .formatted(
                                failed.size(), messages, queueUrl, first.code(), first.message()));
    }

    private static List<SendMessageBatchRequestEntry> entries(List<Message> batch) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (Message message : batch) {
            entries.add(
                    SendMessageBatchRequestEntry.builder()
                            .id(String.valueOf(entries.size()))
                            .messageBody(message.body())
                            .messageGroupId(message.job().value())
                            .delaySeconds(
                                    Math.toIntExact(
                                            Math.ceilDiv(message.delay().toMillis(), 1_000)))
                            .build());
        }
        return entries;
    }
}
