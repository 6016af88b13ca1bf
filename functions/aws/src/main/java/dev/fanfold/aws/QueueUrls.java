package dev.fanfold.aws;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// The URLs of queues by their names. SQS is asked once for each queue that is there; one that is
/// not there may be deployed later, so it is asked for again.
final class QueueUrls {
    private final Supplier<SqsClient> sqs;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    QueueUrls(Supplier<SqsClient> sqs) {
        this.sqs = sqs;
    }

    /// The URL of the queue of this name, none when there is no such queue.
    Optional<String> find(String name) {
        try {
            return Optional.of(require(name));
        } catch (QueueDoesNotExistException absent) {
            return Optional.empty();
        }
    }

    /// The URL of the queue of this name.
    ///
    /// @throws QueueDoesNotExistException when there is no such queue
    String require(String name) {
        String url = known.get(name);
        if (url == null) {
            url = sqs.get().getQueueUrl(request -> request.queueName(name)).queueUrl();
            known.put(name, url);
        }
        return url;
    }
}
