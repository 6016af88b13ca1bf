package dev.fanfold.local.function;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The slots of concurrent calls, and the queue of calls that wait for one.
///
/// A thread gets a slot only together with a call. If it held a slot while it looked for a call,
/// another thread with a call would miss that slot.
final class Slots<C> {
    private final int limit;
    private final Queue<C> waiting = new ArrayDeque<>();
    private int taken;
    private boolean closed;

    Slots(int limit) {
        this.limit = limit;
    }

    synchronized int taken() {
        return taken;
    }

    /// Adds a call to the queue, from which [next][#next] takes it.
    synchronized void queue(C call) {
        waiting.add(call);
    }

    /// The first waiting call, with a slot; null without a call or a slot.
    synchronized @Nullable C next() {
        C call = closed || taken == limit ? null : waiting.poll();
        taken += call == null ? 0 : 1;
        return call;
    }

    /// Takes a slot ahead of the waiting calls.
    ///
    /// @return whether there was a free slot
    synchronized boolean take() {
        boolean free = !closed && taken < limit;
        taken += free ? 1 : 0;
        return free;
    }

    synchronized void free() {
        taken--;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /// Closes it. From now on there are no calls and no free slots.
    synchronized void close() {
        closed = true;
        waiting.clear();
    }
}
