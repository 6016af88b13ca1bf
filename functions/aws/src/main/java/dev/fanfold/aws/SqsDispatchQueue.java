package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.messages.ArrivalJson;
import dev.fanfold.messages.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The dispatch queue on SQS. Uploads arrive on it too.
final class SqsDispatchQueue implements DispatchQueue {
    private final Supplier<SqsClient> sqs;
    private final SqsSender sender;
    private final String url;

    SqsDispatchQueue(Supplier<SqsClient> sqs, Calls calls, String url) {
        this.sqs = sqs;
        this.sender = new SqsSender(sqs, calls);
        this.url = url;
    }

    @Override
    public void send(JobId job) {
        sender.send(url, List.of(new SqsSender.Letter(ArrivalJson.write(job), job, Duration.ZERO)));
    }

    @Override
    public long depth() {
        return QueueDepth.of(sqs.get(), url)
                + deadLetters().map(dead -> QueueDepth.of(sqs.get(), dead)).orElse(0L);
    }

    // The queue's redrive policy names its dead-letter queue, in the same account and region.
    private Optional<String> deadLetters() {
        String policy =
                sqs.get()
                        .getQueueAttributes(request ->
                                request.queueUrl(url)
                                        .attributeNames(QueueAttributeName.REDRIVE_POLICY))
                        .attributes()
                        .get(QueueAttributeName.REDRIVE_POLICY);
        return Optional.ofNullable(policy)
                .map(json -> {
                    String arn = Json.read("redrive policy", json).text("deadLetterTargetArn");
                    return url.substring(0, url.lastIndexOf('/') + 1)
                            + arn.substring(arn.lastIndexOf(':') + 1);
                });
    }
}
