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

/// The dispatch queue on SQS. S3 sends its notifications of uploads to it, too.
final class SqsDispatchQueue implements DispatchQueue {
    private final Supplier<SqsClient> sqs;
    private final SqsSender sender;
    private final Supplier<String> url;

    SqsDispatchQueue(Supplier<SqsClient> sqs, Calls calls, Supplier<String> url) {
        this.sqs = sqs;
        this.sender = new SqsSender(sqs, calls);
        this.url = url;
    }

    @Override
    public void send(JobId job, int round, Duration delay) {
        sender.send(
                url.get(),
                List.of(new SqsSender.Message(ArrivalJson.write(job, round), job, delay)));
    }

    @Override
    public long depth() {
        return QueueDepth.undelayed(sqs.get(), url.get())
                + deadLetterUrl().map(deadUrl -> QueueDepth.of(sqs.get(), deadUrl)).orElse(0L);
    }

    // The dead-letter queue is in the same account and region, so its URL differs only in the name,
    // which the redrive policy has.
    private Optional<String> deadLetterUrl() {
        String policy =
                sqs.get()
                        .getQueueAttributes(request ->
                                request.queueUrl(url.get())
                                        .attributeNames(QueueAttributeName.REDRIVE_POLICY))
                        .attributes()
                        .get(QueueAttributeName.REDRIVE_POLICY);
        return Optional.ofNullable(policy)
                .map(json -> {
                    String arn = Json.read("redrive policy", json).text("deadLetterTargetArn");
                    String ownUrl = url.get();
                    return ownUrl.substring(0, ownUrl.lastIndexOf('/') + 1)
                            + arn.substring(arn.lastIndexOf(':') + 1);
                });
    }
}
