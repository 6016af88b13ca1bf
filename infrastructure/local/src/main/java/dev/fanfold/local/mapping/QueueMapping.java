package dev.fanfold.local.mapping;

import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.lambda.QueueEvents;
import dev.fanfold.lambda.QueueMessage;
import dev.fanfold.lambda.QueueRules;
import dev.fanfold.local.emulator.LocalQueue;
import dev.fanfold.local.fault.Receiver;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Feeds a function from a queue.
///
/// It receives only as many messages as the invocations that it may still start can process. So the
/// visibility timeout of a message does not run while the message waits here, unless events of
/// other sources occupy the function. One thread receives for all environments, because a receive
/// is a fast call within this JVM.
final class QueueMapping implements Mapping {
    private static final Duration LONG_POLL = Duration.ofSeconds(20);

    /// The pause after an error of the local cloud. It prevents a busy loop.
    private static final long ERROR_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /// The maximum number of batches in one receive. It limits the delay of the first batch.
    private static final int MAX_BATCHES = 100;

    private final String id;
    private final QueueRules rules;
    private final LocalQueue queue;
    private final Receiver receiver;
    private final FunctionPool function;
    private final Meter meter;
    private final Permits permits;
    private final Thread poller;
    private volatile boolean closed;

    private QueueMapping(
            Source.OfQueue source, LocalQueue queue, FunctionPool function, Meter meter) {
        this.id = source.id();
        this.rules =
                new QueueRules(
                        source.batch(),
                        source.window(),
                        Math.min(source.concurrency(), function.declared().reserved()),
                        source.partial());
        this.queue = queue;
        this.receiver = function.faultInjector().receiver(queue);
        this.function = function;
        this.meter = meter;
        this.permits = new Permits(rules.concurrency());
        this.poller = Thread.ofPlatform().daemon().name("poll " + id).unstarted(this::poll);
    }

    static Mapping start(
            Source.OfQueue source, LocalQueue queue, FunctionPool function, Meter meter) {
        QueueMapping mapping = new QueueMapping(source, queue, function, meter);
        mapping.poller.start();
        return mapping;
    }

    private void poll() {
        while (!closed) {
            try {
                receiveAndInvoke();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable failed) { // after any error the next messages must be received
                if (!closed) { // after close, the emulator of the queue may have stopped
                    function.log(id + ": " + failed);
                    LockSupport.parkNanos(ERROR_PAUSE_NANOS);
                }
            }
        }
    }

    private void receiveAndInvoke() throws InterruptedException {
        int unusedPermits = permits.take(MAX_BATCHES);
        try {
            List<QueueMessage> messages =
                    receiver.receive(unusedPermits * rules.batch(), LONG_POLL);
            for (List<QueueMessage> batch : rules.batches(messages)) {
                invoke(fill(batch));
                unusedPermits--;
            }
        } finally {
            permits.release(unusedPermits);
        }
    }

    /// Receives further messages until the batch is full or the batching window has ended.
    private List<QueueMessage> fill(List<QueueMessage> received) throws InterruptedException {
        long started = System.nanoTime();
        List<QueueMessage> batch = new ArrayList<>(received);
        Duration remaining = rules.remainingWait(batch.size(), Duration.ZERO);
        while (remaining.isPositive()) {
            batch.addAll(receiver.receive(rules.batch() - batch.size(), remaining));
            Duration waited = Duration.ofNanos(System.nanoTime() - started);
            remaining = rules.remainingWait(batch.size(), waited);
        }
        return batch;
    }

    private void invoke(List<QueueMessage> batch) {
        count("ReceiveMessage", batch.size());
        function.invoke(
                QueueEvents.event(batch, queue.arn()), outcome -> deleteSucceeded(batch, outcome));
    }

    /// Deletes the messages that succeeded, and returns the permit of the invocation.
    ///
    /// The queue delivers a failed message again after its visibility timeout, or moves it to the
    /// dead-letter queue if it was received too often.
    private void deleteSucceeded(List<QueueMessage> batch, InvocationOutcome outcome) {
        try {
            Set<String> failed =
                    rules.failed(batch.stream().map(QueueMessage::id).toList(), outcome);
            List<QueueMessage> done =
                    batch.stream().filter(message -> !failed.contains(message.id())).toList();
            count("DeleteMessageBatch", done.size()); // before the deletion becomes visible
            done.forEach(message -> queue.delete(message.receipt()));
        } finally {
            permits.release(1);
        }
    }

    private void count(String operation, int messages) {
        long requests = (messages + 9L) / 10; // an SQS request has at most ten messages
        meter.add("(mapping)", "sqs", operation, Meter.Unit.CALLS, requests);
        meter.add("(mapping)", "sqs", operation, Meter.Unit.SQS_REQUESTS, requests);
    }

    @Override
    public void close() {
        closed = true;
        poller.interrupt();
    }
}
