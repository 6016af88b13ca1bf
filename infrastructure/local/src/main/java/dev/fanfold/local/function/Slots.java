package dev.fanfold.local.function;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The slots for concurrent calls, and the queue of calls that wait for one.
///
/// [#next] takes a slot and a call in one step. If a thread took a slot before it looked for a
/// call, another thread with a call could find no free slot, although fewer calls than `limit` run.
final class Slots<C> {
    private final int limit;
    private final Queue<C> waiting = new ArrayDeque<>();
    private int inUse;
    private boolean closed;

    Slots(int limit) {
        this.limit = limit;
    }

    /// The number of slots that are taken.
    synchronized int inUse() {
        return inUse;
    }

    /// Adds a call to the queue, from which [next][#next] takes it.
    synchronized void queue(C call) {
        waiting.add(call);
    }

    /// Takes a slot for the first waiting call.
    ///
    /// @return the call; null if no call waits or no slot is free
    synchronized @Nullable C next() {
        C call = closed || inUse == limit ? null : waiting.poll();
        inUse += call == null ? 0 : 1;
        return call;
    }

    /// Takes a slot ahead of the waiting calls.
    ///
    /// @return whether there was a free slot
    synchronized boolean tryTake() {
        boolean free = !closed && inUse < limit;
        inUse += free ? 1 : 0;
        return free;
    }

    /// Returns a slot.
    synchronized void free() {
        inUse--;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /// Drops the waiting calls. From now on, no slot can be taken.
    synchronized void close() {
        closed = true;
        waiting.clear();
    }
}
