package dev.fanfold.simulator.function;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.lambda.QueueEvents;
import dev.fanfold.lambda.QueueMessage;
import dev.fanfold.lambda.QueueRules;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.service.Queue;
import dev.fanfold.simulator.service.Queue.Message;
import dev.fanfold.simulator.service.Queues;
import dev.fanfold.simulator.service.Versions;
import dev.fanfold.template.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Delivers a queue's messages to a function, as an event source mapping does. The size of each
/// batch is random, up to the mapping's maximum, and the batch window is ignored.
public final class QueueFeed {
    private static final long MAX_POLL_MICROS = 500_000;
    private static final long MAX_EARLY_MICROS = 5_000_000;
    private static final long MAX_AGAIN_MICROS = 60_000_000;
    private final World world;
    private final Queue queue;
    private final QueueRules rules;
    private final FunctionHost function;
    private final BiConsumer<Queue, Message> watcher;
    // The time of the next poll.
    private long nextPoll = Long.MAX_VALUE;
    private int running;

    /// @param watcher is called with every message that is received
    public QueueFeed(
            World world,
            Queue queue,
            Source.OfQueue source,
            FunctionHost function,
            BiConsumer<Queue, Message> watcher) {
        this.world = world;
        this.queue = queue;
        this.rules =
                new QueueRules(
                        source.batch(), source.window(), source.concurrency(), source.partial());
        this.function = function;
        this.watcher = watcher;
        queue.listen(this::wake);
    }

    private void wake() {
        long now = world.scheduler().micros();
        // A poll that is due so soon is not moved forward.
        if (nextPoll <= now + MAX_POLL_MICROS) {
            return;
        }
        long next = queue.nextVisible();
        if (next < 0) {
            return;
        }
        long at = Math.max(now, next) + world.upTo(MAX_POLL_MICROS);
        if (at < nextPoll) {
            nextPoll = at;
            world.scheduler().after(at - now, this::poll);
        }
    }

    private void poll() {
        nextPoll = Long.MAX_VALUE;
        if (rules.mayStart(running)) {
            List<Message> batch =
                    queue.receive(
                            1 + world.random().nextInt(rules.batch()),
                            world.scheduler().micros(),
                            world.random());
            batch.forEach(message -> watcher.accept(queue, message));
            if (!batch.isEmpty() && !isOverPulled()) {
                deliver(batch);
            }
            wake();
        }
    }

    // This fault spares dead-letter queues, because a dead letter that is received too often moves
    // to the queue for operators and is not processed again.
    private boolean isOverPulled() {
        return !queue.isForDeadLetters() && world.faultPlan().strikes(Fault.OVER_PULLED);
    }

    private void deliver(List<Message> batch) {
        running++;
        for (Message message : batch) {
            if (!queue.isForDeadLetters() && world.faultPlan().strikes(Fault.VISIBLE_EARLY)) {
                long early = world.scheduler().micros() + world.upTo(MAX_EARLY_MICROS);
                queue.changeVisibility(message, early);
            }
        }
        function.invoke(
                newer -> event(batch, newer),
                outcome -> {
                    running--;
                    acknowledge(batch, outcome);
                    wake();
                });
    }

    // Deletes the messages that did not fail.
    private void acknowledge(List<Message> batch, InvocationOutcome outcome) {
        Set<String> failedIds = rules.failed(batch.stream().map(Message::id).toList(), outcome);
        long now = world.scheduler().micros();
        for (Message message : batch) {
            if (failedIds.contains(message.id())) {
                // At random, a failed message becomes visible soon or when its visibility timeout
                // ends, because AWS promises neither.
                if (world.random().nextBoolean()) {
                    queue.changeVisibility(message, now + world.upTo(MAX_EARLY_MICROS));
                }
            } else if (world.faultPlan().strikes(Fault.DELETE_LOST)) {
                queue.changeVisibility(message, now + world.upTo(MAX_AGAIN_MICROS));
            } else {
                queue.delete(message, now);
            }
        }
    }

    private SQSEvent event(List<Message> batch, boolean newer) {
        return QueueEvents.event(
                batch.stream().map(message -> eventMessage(message, newer)).toList(),
                Queues.arn(queue.name()));
    }

    private static QueueMessage eventMessage(Message message, boolean newer) {
        return new QueueMessage(
                message.id(),
                message.id(),
                Versions.read(message.body(), newer),
                Map.of("ApproximateReceiveCount", String.valueOf(message.receives())),
                Map.of());
    }
}
