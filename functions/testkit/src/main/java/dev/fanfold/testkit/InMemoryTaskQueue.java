package dev.fanfold.testkit;

import dev.fanfold.engine.port.ReceivedMessage;
import dev.fanfold.engine.port.TaskQueue;
import dev.fanfold.engine.port.WorkMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// A pool's queues in memory.
///
/// They behave as SQS does without faults: they have visibility timeouts, receive counts and
/// delays. A message that was received [#MAX_RECEIVES] times becomes a dead letter when it would be
/// received again.
public final class InMemoryTaskQueue implements TaskQueue {
    /// The visibility timeout of both queues.
    public static final Duration VISIBILITY = Duration.ofMinutes(12);

    public static final int MAX_RECEIVES = 5;
    private final InstantSource clock;
    private final List<Entry> work = new ArrayList<>();
    private final List<Entry> retry = new ArrayList<>();
    private final List<WorkMessage> dead = new ArrayList<>();
    private long nextId;

    public InMemoryTaskQueue(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void send(List<WorkMessage> messages) {
        messages.forEach(message -> work.add(new Entry("m" + nextId++, message, clock.instant())));
    }

    @Override
    public synchronized void retry(List<DelayedMessage> messages) {
        messages.forEach(delayed ->
                retry.add(
                        new Entry(
                                "m" + nextId++,
                                delayed.message(),
                                clock.instant().plus(delayed.delay()))));
    }

    @Override
    public synchronized long depth() {
        return (long) work.size() + retry.size() + dead.size();
    }

    /// Receives up to `max` visible messages of the work queue, and makes them invisible.
    public synchronized List<ReceivedMessage<WorkMessage>> receiveWork(int max) {
        return receive(work, max);
    }

    /// Receives at most one visible message of the retry queue, and makes it invisible.
    public synchronized List<ReceivedMessage<WorkMessage>> receiveRetry() {
        return receive(retry, 1);
    }

    /// Deletes messages, as an acknowledgement does.
    public synchronized void delete(List<ReceivedMessage<WorkMessage>> messages) {
        List<String> ids = messages.stream().map(ReceivedMessage::id).toList();
        work.removeIf(entry -> ids.contains(entry.id));
        retry.removeIf(entry -> ids.contains(entry.id));
    }

    /// Removes and returns the dead letters.
    public synchronized List<WorkMessage> takeDead() {
        var taken = List.copyOf(dead);
        dead.clear();
        return taken;
    }

    private List<ReceivedMessage<WorkMessage>> receive(List<Entry> queue, int max) {
        var received = new ArrayList<ReceivedMessage<WorkMessage>>();
        for (Iterator<Entry> entries = queue.iterator();
                entries.hasNext() && received.size() < max; ) {
            Entry entry = entries.next();
            if (entry.visibleAt.isAfter(clock.instant())) {
                continue;
            }
            if (++entry.receives > MAX_RECEIVES) {
                dead.add(entry.message);
                entries.remove();
            } else {
                entry.visibleAt = clock.instant().plus(VISIBILITY);
                received.add(new ReceivedMessage<>(entry.id, entry.message, entry.receives));
            }
        }
        return received;
    }

    private static final class Entry {
        private final String id;
        private final WorkMessage message;
        private Instant visibleAt;
        private int receives;

        Entry(String id, WorkMessage message, Instant visibleAt) {
            this.id = id;
            this.message = message;
            this.visibleAt = visibleAt;
        }
    }
}
