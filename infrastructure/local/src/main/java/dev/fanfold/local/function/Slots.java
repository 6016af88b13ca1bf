package dev.fanfold.local.function;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// How many calls may be at work at once, and those that wait for their turn, in order.
///
/// A slot is taken only for a call that is there: one that is held to look for a call would be
/// missed by somebody who has one.
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

    /// Lets it wait until it is [next][#next].
    synchronized void queue(C call) {
        waiting.add(call);
    }

    /// The first of those that wait, with a slot; null when there is none of the one or the other.
    synchronized @Nullable C next() {
        C call = closed || taken == limit ? null : waiting.poll();
        taken += call == null ? 0 : 1;
        return call;
    }

    /// Takes a slot past those that wait.
    ///
    /// @return whether there was one
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

    /// From here on nothing is next, and no slot is to be had.
    synchronized void close() {
        closed = true;
        waiting.clear();
    }
}
