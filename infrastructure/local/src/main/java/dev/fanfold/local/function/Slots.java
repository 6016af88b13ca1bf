package dev.fanfold.local.function;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The slots of concurrent calls, and the queue of calls that wait for one.
///
/// A thread takes a slot only together with a call. If it took a slot before it looked for a call,
/// a concurrent thread with a call would find no free slot.
final class Slots<C> {
    private final int limit;
    private final Queue<C> waiting = new ArrayDeque<>();
    private int inUse;
    private boolean closed;

    Slots(int limit) {
        this.limit = limit;
    }

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

    synchronized void free() {
        inUse--;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /// After this, there are no calls and no free slots.
    synchronized void close() {
        closed = true;
        waiting.clear();
    }
}
