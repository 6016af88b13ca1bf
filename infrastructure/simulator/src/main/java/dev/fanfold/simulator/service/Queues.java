package dev.fanfold.simulator.service;

import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.time.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// All queues. Faults may lose, duplicate or delay a message that is added.
public final class Queues {
    private static final String URL = "https://sqs.us-east-1.amazonaws.com/123456789012/";
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";
    // A finish message is recognized by this text.
    private static final String FINISH = "\"do\":\"finish\"";
    private static final int MAX_LATE_MICROS = 60_000_000;
    private static final long MAX_DEAD_LETTER_DELAY_MICROS = 60 * 60_000_000L;
    private final Network network;
    private final Map<String, Queue> byName = new LinkedHashMap<>();
    private BiConsumer<Queue, String> watcher = (_, _) -> {};
    private int ids;

    public Queues(Network network) {
        this.network = network;
    }

    /// Sets the only watcher. It is called with the body of every message that is sent, once for
    /// each send, whatever faults do to the message.
    public void watch(BiConsumer<Queue, String> newWatcher) {
        watcher = newWatcher;
    }

    /// A queue's ARN by its name.
    public static String arn(String name) {
        return ARN + name;
    }

    /// A queue's URL by its name.
    public static String url(String name) {
        return URL + name;
    }

    /// Creates a queue.
    ///
    /// @param deadLetters name of its dead-letter queue, which must exist; empty for none
    public Queue create(String name, Duration visibility, String deadLetters, int maxReceives) {
        Queue deadLetterQueue = deadLetters.isEmpty() ? null : named(deadLetters);
        var queue = new Queue(name, visibility, deadLetterQueue, maxReceives);
        byName.put(name, queue);
        return queue;
    }

    /// The queue of this name, which must exist.
    public Queue named(String name) {
        Queue queue = byName.get(name);
        if (queue == null) {
            throw new IllegalArgumentException("no queue " + name + ", only " + byName.keySet());
        }
        return queue;
    }

    boolean has(String url) {
        return url.startsWith(URL) && byName.containsKey(url.substring(URL.length()));
    }

    Queue at(String url) {
        return named(url.substring(URL.length()));
    }

    /// Adds a message without a group, as services do and functions do not. Faults may duplicate or
    /// delay it.
    public void add(Queue queue, String body, long delayMicros) {
        add(queue, body, null, delayMicros);
    }

    /// Adds a message. Faults may duplicate or delay it, lose it if it has a group, or add a copy
    /// of it to the dead-letter queue if it is a finish message.
    ///
    /// @return its id, which its copies have too
    String add(Queue queue, String body, @Nullable String group, long delayMicros) {
        FaultPlan faultPlan = network.faults();
        String id = "m" + ids++;
        watcher.accept(queue, body);
        // Functions send their messages with a group.
        if (group != null && faultPlan.strikes(Fault.MESSAGE_LOST)) {
            return id;
        }
        place(queue, id, body, group, delayMicros);
        if (body.contains(FINISH) && faultPlan.strikes(Fault.FINISH_ADRIFT)) {
            long delay = faultPlan.random().nextLong(MAX_DEAD_LETTER_DELAY_MICROS);
            Queue deadLetters = Objects.requireNonNull(queue.deadLetters());
            network.scheduler().after(delay, () -> place(deadLetters, id, body, group, 0));
        }
        if (faultPlan.strikes(Fault.MESSAGE_TWICE)) {
            long late = faultPlan.random().nextInt(MAX_LATE_MICROS);
            place(queue, id, body, group, delayMicros + late);
        }
        return id;
    }

    private void place(Queue queue, String id, String body, @Nullable String group, long delay) {
        Scheduler scheduler = network.scheduler();
        long late =
                network.faults().strikes(Fault.MESSAGE_LATE)
                        ? network.faults().random().nextInt(MAX_LATE_MICROS)
                        : 0;
        long now = scheduler.micros();
        queue.add(new Queue.Message(id, body, group, now, now + delay + late), now);
    }
}
