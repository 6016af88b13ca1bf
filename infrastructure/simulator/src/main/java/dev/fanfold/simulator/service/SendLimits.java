package dev.fanfold.simulator.service;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/// The limits that SQS checks before it accepts any entry of a batch.
final class SendLimits {
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_BYTES_PER_CHAR = 3;

    private SendLimits() {}

    /// @throws software.amazon.awssdk.services.sqs.model.SqsException when the batch is rejected
    static void check(List<SendMessageBatchRequestEntry> entries) {
        List<String> ids = entries.stream().map(SendMessageBatchRequestEntry::id).toList();
        if (ids.isEmpty()) {
            throw error(EmptyBatchRequestException.builder(), "EmptyBatchRequest", "no entries")
                    .build();
        }
        if (ids.size() > MAX_ENTRIES) {
            throw error(
                            TooManyEntriesInBatchRequestException.builder(),
                            "TooManyEntriesInBatchRequest",
                            ids.size() + " entries are more than " + MAX_ENTRIES)
                    .build();
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            throw error(
                            BatchEntryIdsNotDistinctException.builder(),
                            "BatchEntryIdsNotDistinct",
                            "ids " + ids)
                    .build();
        }
        if (isTooLong(entries)) {
            throw error(
                            BatchRequestTooLongException.builder(),
                            "BatchRequestTooLong",
                            "the bodies have more than " + MAX_BYTES + " bytes")
                    .build();
        }
    }

    // Counts the bytes only if the number of chars does not show already that they are within the
    // limit, as in most batches.
    private static boolean isTooLong(List<SendMessageBatchRequestEntry> entries) {
        long chars = entries.stream().mapToLong(one -> one.messageBody().length()).sum();
        return chars * MAX_BYTES_PER_CHAR > MAX_BYTES
                && entries.stream()
                                .mapToLong(one ->
                                        one.messageBody().getBytes(StandardCharsets.UTF_8).length)
                                .sum()
                        > MAX_BYTES;
    }

    private static <B extends AwsServiceException.Builder> B error(
            B builder, String code, String why) {
        return Errors.withDetails(builder, 400, "AWS.SimpleQueueService." + code, why);
    }
}
