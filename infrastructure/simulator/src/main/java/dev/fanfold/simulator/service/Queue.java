package dev.fanfold.simulator.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A queue: messages, and the times from which they can be received.
public final class Queue {
    private final String name;
    private final Duration visibility;
    private final @Nullable Queue deadLetters;
    private final int maxReceives;
    private final List<Message> messages = new ArrayList<>();
    private final List<Counted> history = new ArrayList<>();
    private Runnable listener = () -> {};
    private boolean grave;

    Queue(String name, Duration visibility, @Nullable Queue deadLetters, int maxReceives) {
        this.name = name;
        this.visibility = visibility;
        this.deadLetters = deadLetters;
        this.maxReceives = maxReceives;
        if (deadLetters != null) {
            deadLetters.grave = true;
        }
    }

    /// A message and its state. Times are in simulated microseconds.
    public static final class Message {
        private final String id;
        private final String body;
        private final long sent;
        private long visible;
        private final @Nullable String group;
        private int receives;
        private long firstReceived;
        private boolean delayed;

        Message(String id, String body, @Nullable String group, long sent, long visible) {
            this.id = id;
            this.body = body;
            this.group = group;
            this.sent = sent;
            this.visible = visible;
            this.delayed = visible > sent;
        }

        public String id() {
            return id;
        }

        public String body() {
            return body;
        }

        public long sent() {
            return sent;
        }

        public int receives() {
            return receives;
        }

        @Nullable String group() {
            return group;
        }

        long firstReceived() {
            return firstReceived;
        }
    }

    private record Counted(long at, int size) {}

    public String name() {
        return name;
    }

    Duration visibility() {
        return visibility;
    }

    /// Whether this is the dead-letter queue of another queue.
    public boolean isForDeadLetters() {
        return grave;
    }

    @Nullable Queue deadLetters() {
        return deadLetters;
    }

    int maxReceives() {
        return maxReceives;
    }

    /// Registers a listener for changes after which a message may be receivable.
    public void listen(Runnable hears) {
        listener = hears;
    }

    void add(Message message, long now) {
        messages.add(message);
        changed(now);
    }

    /// Receives up to `most` visible messages, in any order, and hides them.
    public List<Message> receive(int max, long now, RandomGenerator random) {
        return receive(max, now, visibility, random);
    }

    List<Message> receive(int max, long now, Duration hidden, RandomGenerator random) {
        var received = new ArrayList<Message>();
        var dead = new ArrayList<Message>();
        int size = messages.size();
        int start = size == 0 ? 0 : random.nextInt(size);
        for (int i = 0; i < size && received.size() < max; i++) {
            Message message = messages.get((start + i) % size);
            if (message.visible <= now) {
                message.delayed = false;
                if (deadLetters != null && message.receives >= maxReceives) {
                    dead.add(message);
                } else {
                    if (message.receives++ == 0) {
                        message.firstReceived = now;
                    }
                    message.visible = now + hidden.toNanos() / 1_000;
                    received.add(message);
                }
            }
        }
        dead.forEach(message -> bury(message, now));
        return received;
    }

    private void bury(Message message, long now) {
        messages.remove(message);
        changed(now);
        Objects.requireNonNull(deadLetters)
                .add(new Message(message.id, message.body, message.group, message.sent, now), now);
    }

    /// Acknowledges a message.
    public void delete(Message message, long now) {
        if (messages.remove(message)) {
            changed(now);
        }
    }

    /// Whether the message was received and is still hidden.
    boolean isInFlight(Message message, long now) {
        return messages.contains(message) && message.receives > 0 && message.visible > now;
    }

    /// Makes a message visible at this time.
    public void show(Message message, long at) {
        message.visible = at;
        listener.run();
    }

    /// The time from which the next message can be received; negative if the queue is empty.
    public long nextVisible() {
        long next = Long.MAX_VALUE;
        for (Message message : messages) {
            next = Math.min(next, message.visible);
        }
        return messages.isEmpty() ? -1 : next;
    }

    private void changed(long now) {
        history.add(new Counted(now, messages.size()));
        listener.run();
    }

    /// The number of messages at this time.
    int sizeAt(long at) {
        int size = 0;
        for (Counted one : history) {
            if (one.at > at) {
                break;
            }
            size = one.size;
        }
        return size;
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /// All messages.
    public List<Message> all() {
        return List.copyOf(messages);
    }

    int visible(long now) {
        return (int) messages.stream().filter(message -> message.visible <= now).count();
    }

    int delayed(long now) {
        return (int)
                messages.stream()
                        .filter(message -> message.visible > now && message.delayed)
                        .count();
    }
}
