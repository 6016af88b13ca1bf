package dev.fanfold.local;

import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Queues for tests, accessed with a plain SDK client.
///
/// A queue is named by the output that holds its URL.
final class Queues {
    private final LocalCloud cloud;

    private Queues(LocalCloud cloud) {
        this.cloud = cloud;
    }

    static Queues of(LocalCloud cloud) {
        return new Queues(cloud);
    }

    /// Sends all messages in one call.
    void send(String queue, String... bodies) {
        List<SendMessageBatchRequestEntry> entries =
                IntStream.range(0, bodies.length)
                        .mapToObj(i ->
                                SendMessageBatchRequestEntry.builder()
                                        .id("" + i)
                                        .messageBody(bodies[i])
                                        .build())
                        .toList();
        try (SqsClient sqs = cloud.clients().sqs()) {
            sqs.sendMessageBatch(send -> send.queueUrl(cloud.output(queue)).entries(entries));
        }
    }

    /// Receives a message, deletes it and returns its body.
    String take(String queue) {
        try (SqsClient sqs = cloud.clients().sqs()) {
            Message message =
                    sqs.receiveMessage(receive ->
                                    receive.queueUrl(cloud.output(queue)).waitTimeSeconds(20))
                            .messages()
                            .getFirst();
            sqs.deleteMessage(delete ->
                    delete.queueUrl(cloud.output(queue)).receiptHandle(message.receiptHandle()));
            return message.body();
        }
    }

    int visible(String queue) {
        return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    int inFlight(String queue) {
        return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    boolean isEmpty(String queue) {
        return count(
                        queue,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                == 0;
    }

    /// Counts in one call, because messages may change state between two calls.
    private int count(String queue, QueueAttributeName... attributes) {
        try (SqsClient sqs = cloud.clients().sqs()) {
            return sqs
                    .getQueueAttributes(
                            get -> get.queueUrl(cloud.output(queue)).attributeNames(attributes))
                    .attributes()
                    .values()
                    .stream()
                    .mapToInt(Integer::parseInt)
                    .sum();
        }
    }
}
