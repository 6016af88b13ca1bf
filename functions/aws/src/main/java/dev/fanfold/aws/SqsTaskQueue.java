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
    private final PoolQueues urls;

    SqsTaskQueue(Supplier<SqsClient> sqs, Calls calls, PoolQueues urls) {
        this.sqs = sqs;
        this.sender = new SqsSender(sqs, calls);
        this.urls = urls;
    }

    @Override
    public void send(List<WorkMessage> messages) {
        sender.send(
                urls.work(),
                messages.stream().map(message -> letter(message, Duration.ZERO)).toList());
    }

    @Override
    public void retry(List<Delayed> messages) {
        sender.send(
                urls.retry(),
                messages.stream().map(one -> letter(one.message(), one.delay())).toList());
    }

    private static SqsSender.Letter letter(WorkMessage message, Duration delay) {
        return new SqsSender.Letter(WorkMessageJson.write(message), message.job(), delay);
    }

    @Override
    public long depth() {
        return Stream.of(urls.work(), urls.retry(), urls.dead())
                .mapToLong(url -> QueueDepth.of(sqs.get(), url))
                .sum();
    }
}
