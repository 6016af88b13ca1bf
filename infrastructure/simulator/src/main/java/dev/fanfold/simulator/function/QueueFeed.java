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

/// Delivers a queue's messages to a function, as an event source mapping does.
public final class QueueFeed {
    private static final long SLOWEST_POLL = 500_000;
    private static final long EARLY = 5_000_000;
    private static final long AGAIN = 60_000_000;
    private final World world;
    private final Queue queue;
    private final QueueRules rules;
    private final FunctionHost function;
    private final BiConsumer<Queue, Message> watcher;
    private long planned = Long.MAX_VALUE;
    private int inFlight;

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
        if (planned <= now + SLOWEST_POLL) {
            return;
        }
        long next = queue.nextVisible();
        if (next < 0) {
            return;
        }
        long at = Math.max(now, next) + world.upTo(SLOWEST_POLL);
        if (at < planned) {
            planned = at;
            world.scheduler().after(at - now, this::poll);
        }
    }

    private void poll() {
        planned = Long.MAX_VALUE;
        if (rules.mayStart(inFlight)) {
            List<Message> batch =
                    queue.receive(
                            1 + world.random().nextInt(rules.batch()),
                            world.scheduler().micros(),
                            world.random());
            batch.forEach(message -> watcher.accept(queue, message));
            if (!batch.isEmpty() && !isOverPulled()) {
                hand(batch);
            }
            wake();
        }
    }

    // This fault spares dead-letter queues: a dead letter that is received too often moves to the
    // queue for operators and is not processed again.
    private boolean isOverPulled() {
        return !queue.isForDeadLetters() && world.faultPlan().strikes(Fault.OVER_PULLED);
    }

    private void hand(List<Message> batch) {
        inFlight++;
        for (Message message : batch) {
            if (!queue.isForDeadLetters() && world.faultPlan().strikes(Fault.VISIBLE_EARLY)) {
                queue.show(message, world.scheduler().micros() + world.upTo(EARLY));
            }
        }
        function.invoke(
                newer -> event(batch, newer),
                outcome -> {
                    inFlight--;
                    settle(batch, outcome);
                    wake();
                });
    }

    private void settle(List<Message> batch, InvocationOutcome outcome) {
        Set<String> failed = rules.failed(batch.stream().map(Message::id).toList(), outcome);
        long now = world.scheduler().micros();
        for (Message message : batch) {
            if (failed.contains(message.id())) {
                // Visible again soon, or after its visibility timeout: AWS promises neither.
                if (world.random().nextBoolean()) {
                    queue.show(message, now + world.upTo(EARLY));
                }
            } else if (world.faultPlan().strikes(Fault.DELETE_LOST)) {
                queue.show(message, now + world.upTo(AGAIN));
            } else {
                queue.delete(message, now);
            }
        }
    }

    private SQSEvent event(List<Message> batch, boolean newer) {
        return QueueEvents.event(
                batch.stream().map(message -> received(message, newer)).toList(),
                Queues.arn(queue.name()));
    }

    private static QueueMessage received(Message message, boolean newer) {
        return new QueueMessage(
                message.id(),
                message.id(),
                Versions.read(message.body(), newer),
                Map.of("ApproximateReceiveCount", String.valueOf(message.receives())),
                Map.of());
    }
}
