package dev.fanfold.aws;

import dev.fanfold.engine.port.TaskQueue;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.messages.WorkMessageJson;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A pool's queues on SQS.
final class SqsTaskQueue implements TaskQueue {
    private final Supplier<SqsClient> sqs;
    private final SqsSender sender;
    private final QueueUrls urls;
    private final PoolQueues names;

    SqsTaskQueue(Supplier<SqsClient> sqs, SqsSender sender, QueueUrls urls, PoolQueues names) {
        this.sqs = sqs;
        this.sender = sender;
        this.urls = urls;
        this.names = names;
    }

    @Override
    public void send(List<WorkMessage> messages) {
        sender.send(
                urls.require(names.work()),
                messages.stream().map(message -> sqsMessage(message, Duration.ZERO)).toList());
    }

    @Override
    public void retry(List<DelayedMessage> messages) {
        sender.send(
                urls.require(names.retry()),
                messages.stream()
                        .map(delayed -> sqsMessage(delayed.message(), delayed.delay()))
                        .toList());
    }

    private static SqsSender.Message sqsMessage(WorkMessage message, Duration delay) {
        return new SqsSender.Message(WorkMessageJson.write(message), message.job(), delay);
    }

    @Override
    public long depth() {
        return Stream.of(names.work(), names.retry(), names.dead())
                .mapToLong(name -> QueueDepth.of(sqs.get(), urls.require(name)))
                .sum();
    }
}
