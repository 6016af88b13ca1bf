package dev.fanfold.items;

import java.time.Duration;
import java.time.Instant;

/// The lease of a target, as its register has it. While an execution of a task holds the lease, no
/// other execution calls the function for the target. Times are in milliseconds since 1970.
///
/// @param holder the execution that holds the lease, see [#holder(String, String)]; [#FREE] if none
///   does
/// @param fence a number that grows whenever another execution takes the lease, also after the
///   register has expired
/// @param end the time at which the lease ends unless it is renewed
/// @param last the start of the last call for the target; 0 if there was none
record Lease(String holder, long fence, long end, long last) {
    /// How long a lease lasts unless it is renewed.
    static final Duration LENGTH = Duration.ofSeconds(30);

    /// The function is not called in this time before the end of the lease. So two holders call it
    /// at the same time only if a process stands still for longer than this between its check and
    /// its request, or if two clocks differ by more than this; or both together.
    static final Duration MARGIN = Duration.ofSeconds(10);

    /// A lease is renewed when less than this time is left of it.
    static final Duration RENEWAL = Duration.ofSeconds(20);

    /// The holder of a lease that was released.
    static final String FREE = "-";

    // A lease is kept for a day after it last mattered. Only then the next fence is made of the
    // time alone, and the register begins with version 1 again.
    private static final Duration KEPT = Duration.ofDays(1);

    /// The name of a holder.
    ///
    /// @param task what the executions of a task have in common
    /// @param execution a text that no other execution has
    static String holder(String task, String execution) {
        return task + ":" + execution;
    }

    /// Whether the holder is an execution of this task.
    boolean isOf(String task) {
        return holder.startsWith(task + ":");
    }

    /// Whether another execution may take the lease.
    boolean isFree(long now) {
        return holder.equals(FREE) || now >= end;
    }

    /// The lease after another holder took it.
    Lease takenBy(String newHolder, long now) {
        return new Lease(newHolder, Math.max(fence + 1, now), end(now), lastCall());
    }

    /// The first lease of a target.
    static Lease first(String holder, long now) {
        return new Lease(holder, now, end(now), 0);
    }

    /// The lease after its holder renewed it.
    Lease renewed(long now, long newLast) {
        return new Lease(holder, fence, end(now), newLast);
    }

    /// The lease after its holder released it.
    Lease released(long newLast) {
        return new Lease(FREE, fence, 0, newLast);
    }

    // A holder that did not release the lease may have called the function until its end.
    private long lastCall() {
        return holder.equals(FREE) ? last : end;
    }

    private static long end(long now) {
        return now + LENGTH.toMillis();
    }

    /// The time after which the register may be deleted.
    ///
    /// @param spacing the time from the last call for which it matters
    Instant expires(long now, long spacing) {
        return Instant.ofEpochMilli(Math.max(Math.max(now, end), last + spacing)).plus(KEPT);
    }

    /// The text of the register.
    String text() {
        return "%s %d %d %d".formatted(holder, fence, end, last);
    }

    static Lease parse(String text) {
        String[] parts = text.split(" ", -1);
        return new Lease(
                parts[0],
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]));
    }
}
