package dev.fanfold.aws;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// The URLs of queues by their names. The URL of an existing queue is fetched once. A queue that
/// does not exist may be deployed later, so it is looked up each time.
final class QueueUrls {
    private final Supplier<SqsClient> sqs;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    QueueUrls(Supplier<SqsClient> sqs) {
        this.sqs = sqs;
    }

    /// The URL of the queue of this name; empty if there is no such queue.
    Optional<String> find(String name) {
        try {
            return Optional.of(require(name));
        } catch (QueueDoesNotExistException absent) {
            return Optional.empty();
        }
    }

    /// The URL of the queue of this name.
    ///
    /// @throws QueueDoesNotExistException if there is no such queue
    String require(String name) {
        String url = known.get(name);
        if (url == null) {
            url = sqs.get().getQueueUrl(request -> request.queueName(name)).queueUrl();
            known.put(name, url);
        }
        return url;
    }
}
