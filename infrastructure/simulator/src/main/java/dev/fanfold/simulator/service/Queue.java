package dev.fanfold.simulator.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A queue: its messages, and the times from which they can be received.
public final class Queue {
    private final String name;
    private final Duration visibility;
    private final @Nullable Queue deadLetters;
    private final int maxReceives;
    private final List<Message> messages = new ArrayList<>();
    private final List<Size> history = new ArrayList<>();
    private Runnable listener = () -> {};
    private boolean isForDeadLetters;

    Queue(String name, Duration visibility, @Nullable Queue deadLetters, int maxReceives) {
        this.name = name;
        this.visibility = visibility;
        this.deadLetters = deadLetters;
        this.maxReceives = maxReceives;
        if (deadLetters != null) {
            deadLetters.isForDeadLetters = true;
        }
    }

    /// A message and its state. Times are in simulated microseconds.
    public static final class Message {
        private final String id;
        private final String body;
        private final long sent;
        private long visibleFrom;
        private final @Nullable String group;
        private int receives;
        private long firstReceived;
        // Sent with a delay, and not received since.
        private boolean delayed;

        Message(String id, String body, @Nullable String group, long sent, long visibleFrom) {
            this.id = id;
            this.body = body;
            this.group = group;
            this.sent = sent;
            this.visibleFrom = visibleFrom;
            this.delayed = visibleFrom > sent;
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

    /// The number of messages from this time on.
    private record Size(long at, int messages) {}

    public String name() {
        return name;
    }

    Duration visibility() {
        return visibility;
    }

    /// Whether this is the dead-letter queue of another queue.
    public boolean isForDeadLetters() {
        return isForDeadLetters;
    }

    @Nullable Queue deadLetters() {
        return deadLetters;
    }

    int maxReceives() {
        return maxReceives;
    }

    /// Sets the only listener. It is called after each change of the number of messages, and after
    /// each [#changeVisibility].
    public void listen(Runnable newListener) {
        listener = newListener;
    }

    void add(Message message, long now) {
        messages.add(message);
        changed(now);
    }

    /// Receives up to `max` visible messages, and hides them for the queue's visibility timeout. It
    /// begins with a random message. Visible messages that it finds on the way and that were
    /// already received `maxReceives` times move to the dead-letter queue instead.
    public List<Message> receive(int max, long now, RandomGenerator random) {
        return receive(max, now, visibility, random);
    }

    /// The same with another visibility timeout.
    List<Message> receive(int max, long now, Duration timeout, RandomGenerator random) {
        var received = new ArrayList<Message>();
        var dead = new ArrayList<Message>();
        int size = messages.size();
        int start = size == 0 ? 0 : random.nextInt(size);
        for (int i = 0; i < size && received.size() < max; i++) {
            Message message = messages.get((start + i) % size);
            if (message.visibleFrom <= now) {
                message.delayed = false;
                if (deadLetters != null && message.receives >= maxReceives) {
                    dead.add(message);
                } else {
                    if (message.receives++ == 0) {
                        message.firstReceived = now;
                    }
                    message.visibleFrom = now + timeout.toNanos() / 1_000;
                    received.add(message);
                }
            }
        }
        dead.forEach(message -> moveToDeadLetters(message, now));
        return received;
    }

    private void moveToDeadLetters(Message message, long now) {
        messages.remove(message);
        changed(now);
        Objects.requireNonNull(deadLetters)
                .add(new Message(message.id, message.body, message.group, message.sent, now), now);
    }

    /// Deletes a message, if it is still in the queue.
    public void delete(Message message, long now) {
        if (messages.remove(message)) {
            changed(now);
        }
    }

    /// Whether the message was received, is not deleted, and is still hidden.
    boolean isInFlight(Message message, long now) {
        return messages.contains(message) && message.receives > 0 && message.visibleFrom > now;
    }

    /// Makes a message visible from this time on, and hides it until then.
    public void changeVisibility(Message message, long at) {
        message.visibleFrom = at;
        listener.run();
    }

    /// The earliest time from which a message can be received, which may be in the past; negative
    /// if the queue is empty.
    public long nextVisible() {
        long next = Long.MAX_VALUE;
        for (Message message : messages) {
            next = Math.min(next, message.visibleFrom);
        }
        return messages.isEmpty() ? -1 : next;
    }

    private void changed(long now) {
        history.add(new Size(now, messages.size()));
        listener.run();
    }

    /// The number of messages at this time.
    int sizeAt(long at) {
        int size = 0;
        for (Size earlier : history) {
            if (earlier.at > at) {
                break;
            }
            size = earlier.messages;
        }
        return size;
    }

    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /// All messages, also those that are hidden.
    public List<Message> all() {
        return List.copyOf(messages);
    }

    int countVisible(long now) {
        return (int) messages.stream().filter(message -> message.visibleFrom <= now).count();
    }

    int countDelayed(long now) {
        return (int)
                messages.stream()
                        .filter(message -> message.visibleFrom > now && message.delayed)
                        .count();
    }
}
