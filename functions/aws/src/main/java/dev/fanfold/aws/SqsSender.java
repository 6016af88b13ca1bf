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

/// Sends any number of messages: ten in a call, several calls in parallel.
final class SqsSender {
    private static final int BATCH = 10;
    private static final int AT_ONCE = 8;
    private static final int TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);

    /// SQS bills by 64 KB.
    static final int MAX_BYTES = 64 * 1024;

    private final Supplier<SqsClient> sqs;
    private final Calls calls;

    SqsSender(Supplier<SqsClient> sqs, Calls calls) {
        this.sqs = sqs;
        this.calls = calls;
    }

    /// One message.
    ///
    /// @param job its message group: a fair queue shares its capacity among jobs
    record Letter(String body, JobId job, Duration delay) {}

    /// Returns when SQS has accepted every message.
    ///
    /// @throws IllegalStateException if SQS refused some in every retry
    void send(String queueUrl, List<Letter> letters) {
        letters.forEach(SqsSender::check);
        List<List<Letter>> batches =
                IntStream.range(0, Math.ceilDiv(letters.size(), BATCH))
                        .mapToObj(i ->
                                letters.subList(
                                        i * BATCH, Math.min(letters.size(), (i + 1) * BATCH)))
                        .toList();
        calls.forEach(batches, AT_ONCE, batch -> sendBatch(queueUrl, batch));
    }

    private static void check(Letter letter) {
        int bytes = letter.body().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalStateException(
                    "a message of job %s takes %d bytes, more than %d"
                            .formatted(letter.job(), bytes, MAX_BYTES));
        }
    }

    private void sendBatch(String queueUrl, List<Letter> batch) {
        List<SendMessageBatchRequestEntry> waiting = entries(batch);
        List<BatchResultErrorEntry> failed = List.of();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<SendMessageBatchRequestEntry> now = waiting;
            failed =
                    sqs.get()
                            .sendMessageBatch(request -> request.queueUrl(queueUrl).entries(now))
                            .failed();
            List<String> ids = failed.stream().map(BatchResultErrorEntry::id).toList();
            waiting = now.stream().filter(entry -> ids.contains(entry.id())).toList();
            if (waiting.isEmpty()) {
                return;
            }
            if (failed.stream().anyMatch(BatchResultErrorEntry::senderFault)) {
                break;
            }
            calls.pause(FIRST_PAUSE.multipliedBy(1L << attempt));
        }
        BatchResultErrorEntry first = failed.getFirst();
        throw new IllegalStateException(
                "%d of %d messages were not accepted by %s: %s %s"
                        .formatted(
                                failed.size(),
                                batch.size(),
                                queueUrl,
                                first.code(),
                                first.message()));
    }

    private static List<SendMessageBatchRequestEntry> entries(List<Letter> batch) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (Letter letter : batch) {
            entries.add(
                    SendMessageBatchRequestEntry.builder()
                            .id(String.valueOf(entries.size()))
                            .messageBody(letter.body())
                            .messageGroupId(letter.job().value())
                            .delaySeconds(
                                    Math.toIntExact(Math.ceilDiv(letter.delay().toMillis(), 1_000)))
                            .build());
        }
        return entries;
    }
}
