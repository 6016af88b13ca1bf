package dev.fanfold.aws;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The approximate number of messages in a queue.
final class QueueDepth {
    private static final List<QueueAttributeName> UNDELAYED =
            List.of(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    private static final List<QueueAttributeName> ALL =
            List.of(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private QueueDepth() {}

    /// The number of messages that are visible, in flight or delayed.
    static long of(SqsClient sqs, String url) {
        return sum(sqs, url, ALL);
    }

    /// The number of messages that are visible or in flight, without those that are delayed.
    static long undelayed(SqsClient sqs, String url) {
        return sum(sqs, url, UNDELAYED);
    }

    private static long sum(SqsClient sqs, String url, List<QueueAttributeName> counts) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(counts))
                .attributes()
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }
}
