package dev.fanfold.local.mapping;

import dev.fanfold.lambda.BatchFailures;
import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.lambda.QueueEvents;
import dev.fanfold.lambda.QueueMessage;
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
import java.util.stream.Collectors;

/// Feeds a function from a queue.
///
/// It never holds more messages than free environments can process. So the visibility timeout of a
/// message runs during its processing, not while it waits here. One thread receives for all
/// environments, because a receive is a call to an actor in this JVM.
final class QueueMapping implements Mapping {
    private static final Duration LONG_POLL = Duration.ofSeconds(20);

    /// The pause after an error of this machine. It prevents a busy loop.
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /// Limits the messages of one receive, and so the delay of the first one.
    private static final int MAX_PERMITS = 100;

    private final Source.OfQueue source;
    private final LocalQueue queue;
    private final Receiver deliveries;
    private final FunctionPool function;
    private final Meter meter;
    private final Permits permits;
    private final Thread poller;
    private volatile boolean closed;

    private QueueMapping(
            Source.OfQueue source, LocalQueue queue, FunctionPool function, Meter meter) {
        this.source = source;
        this.queue = queue;
        this.deliveries = function.faults().delivering(queue);
        this.function = function;
        this.meter = meter;
        this.permits = new Permits(Math.min(source.concurrency(), function.declared().reserved()));
        this.poller =
                Thread.ofPlatform().daemon().name("poll " + source.id()).unstarted(this::poll);
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
                step();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable failed) { // after any error the next messages must be received
                if (!closed) { // otherwise the queue is already gone
                    function.say(source.id() + ": " + failed);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private void step() throws InterruptedException {
        int unused = permits.take(MAX_PERMITS);
        try {
            List<QueueMessage> messages = deliveries.receive(unused * source.batch(), LONG_POLL);
            int full = messages.size() - messages.size() % source.batch();
            for (int from = 0; from < full; from += source.batch()) {
                invoke(messages.subList(from, from + source.batch()));
                unused--;
            }
            if (full < messages.size()) {
                invoke(filled(messages.subList(full, messages.size())));
                unused--;
            }
        } finally {
            permits.give(unused);
        }
    }

    /// Waits for a full batch, at most for the batching window.
    private List<QueueMessage> filled(List<QueueMessage> begun) throws InterruptedException {
        long end = System.nanoTime() + source.window().toNanos();
        List<QueueMessage> batch = new ArrayList<>(begun);
        while (batch.size() < source.batch()) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive()) {
                break;
            }
            batch.addAll(deliveries.receive(source.batch() - batch.size(), left));
        }
        return batch;
    }

    private void invoke(List<QueueMessage> batch) {
        count("ReceiveMessage", batch.size());
        function.invoke(QueueEvents.event(batch, queue.arn()), outcome -> settle(batch, outcome));
    }

    /// Deletes the messages that succeeded.
    ///
    /// A failed message becomes visible again after its visibility timeout, or moves to the
    /// dead-letter queue.
    private void settle(List<QueueMessage> batch, InvocationOutcome outcome) {
        try {
            Set<String> all = batch.stream().map(QueueMessage::id).collect(Collectors.toSet());
            Set<String> failed = BatchFailures.of(outcome, source.partial(), all);
            List<QueueMessage> done =
                    batch.stream().filter(message -> !failed.contains(message.id())).toList();
            count("DeleteMessageBatch", done.size()); // before the deletion becomes visible
            done.forEach(message -> queue.delete(message.receipt()));
        } finally {
            permits.give(1);
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
