package dev.fanfold.items;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Decides for a task of a job with limits which item has its turn, and when. It calls nothing and
/// has no clock: the caller does each step and reports the outcome. Times are in milliseconds since
/// 1970.
///
/// - Items of one key have their turn in their order, one at a time.
/// - The function is called for a target only under its lease, at the limited rate, and for at most
///   so many items at the same time. Items without a target have their turn one at a time.
/// - An item whose turn does not come while the task has time is left for a further round.
///
/// @param <I> the type of an item
final class Turns<I> {
    /// At most how many calls of a task run at the same time, and how many leases it holds.
    static final int MAX_CALLS = 100;

    /// How long a task waits for a lease that another task holds, before it leaves the target's
    /// items for a further round.
    static final long MAX_WAIT = 15_000;

    /// The time between two attempts to take a lease.
    static final long POLL = 500;

    private final Limits limits;
    private final TaskBreakers breakers;
    private final Map<Optional<String>, TargetTurns<I>> targets = new LinkedHashMap<>();
    // The queues of the items that have their turn.
    private final IdentityHashMap<ReadItem<I>, Deque<ReadItem<I>>> running =
            new IdentityHashMap<>();
    private final List<ReadItem<I>> left = new ArrayList<>();

    /// What the caller does next.
    ///
    /// @param <I> the type of an item
    sealed interface Step<I> {
        /// Take the lease of the target; then call [Turns#taken] or [Turns#refused].
        record Take<I>(String target) implements Step<I> {}

        /// Renew the lease; then call [Turns#lost] if another execution holds it.
        ///
        /// @param last the start of the last call for the target; 0 if there was none
        record Renew<I>(String target, HeldLease lease, long last) implements Step<I> {}

        /// Release the lease.
        ///
        /// @param last the start of the last call for the target; 0 if there was none
        record Release<I>(String target, HeldLease lease, long last) implements Step<I> {}

        /// Call the function for the item. Call [Turns#started] when that starts, and [Turns#ended]
        /// or [Turns#again] after it.
        record Call<I>(ReadItem<I> item, Permit permit) implements Step<I> {}

        /// Wait until this time, or until a call has ended.
        record Wait<I>(long until) implements Step<I> {}

        /// All items have had their turn or are left.
        record End<I>() implements Step<I> {}
    }

    /// @param items the items in their order
    Turns(List<ReadItem<I>> items, Limits limits, TaskBreakers breakers) {
        this.limits = limits;
        this.breakers = breakers;
        var byKey = new HashMap<String, Deque<ReadItem<I>>>();
        var queues = new ArrayList<Deque<ReadItem<I>>>();
        for (ReadItem<I> item : items) {
            Deque<ReadItem<I>> queue = item.key().map(byKey::get).orElse(null);
            if (queue == null) {
                queue = new ArrayDeque<>();
                queues.add(queue);
            }
            queue.add(item);
            if (item.key().isPresent()) {
                byKey.put(item.key().get(), queue);
            }
        }
        queues.forEach(this::enqueue);
    }

    // Under the target of its first item.
    private void enqueue(Deque<ReadItem<I>> queue) {
        targets.computeIfAbsent(
                        queue.getFirst().target(),
                        target ->
                                new TargetTurns<>(
                                        target, target.isPresent() ? limits : Limits.NONE))
                .add(queue);
    }

    /// The next step.
    ///
    /// @param startBy the latest time at which a call may start
    Step<I> next(long now, long startBy) {
        long wake = Long.MAX_VALUE;
        int active = 0;
        Iterator<TargetTurns<I>> all = targets.values().iterator();
        while (all.hasNext() && active < MAX_CALLS) {
            TargetTurns<I> target = all.next();
            target.advance(now);
            leaveHopeless(target, now, startBy);
            Optional<HeldLease> lease = target.lease();
            if (target.isDone()) {
                all.remove();
                if (lease.isPresent()) {
                    return new Step.Release<>(target.name(), lease.get(), target.last());
                }
                continue;
            }
            active++;
            if (target.needsRenewal(now)) {
                target.renew(now);
                return new Step.Renew<>(target.name(), lease.orElseThrow(), target.last());
            }
            boolean canStartCalls = running.size() < MAX_CALLS;
            if (canStartCalls && target.canCall(now)) {
                return target.needsLease() ? new Step.Take<>(target.name()) : call(target, now);
            }
            wake = Math.min(wake, target.wake(canStartCalls));
        }
        return targets.isEmpty() ? new Step.End<>() : new Step.Wait<>(wake);
    }

    private Step<I> call(TargetTurns<I> target, long now) {
        Deque<ReadItem<I>> queue = target.call(now);
        running.put(queue.getFirst(), queue);
        return new Step.Call<>(queue.getFirst(), target.permit());
    }

    private void leaveHopeless(TargetTurns<I> target, long now, long startBy) {
        if (!target.hasItems()) {
            return;
        }
        OptionalLong alone = breakers.leftAloneUntil(target.target(), now);
        if (alone.isPresent()) {
            leave(target.removeAll(), alone.getAsLong());
        } else if (target.possibleAt(now) > startBy) {
            leave(target.removeAll(), target.due(now));
        } else {
            leave(target.removeLaterThan(startBy), 0);
        }
    }

    // Items behind the first of their key cannot be tried before that one.
    private void leave(List<Deque<ReadItem<I>>> queues, long due) {
        for (Deque<ReadItem<I>> queue : queues) {
            long earliest = Math.max(due, queue.getFirst().pending().due());
            for (ReadItem<I> item : queue) {
                PendingItem pending = item.pending();
                long itemDue = Math.max(earliest, pending.due());
                left.add(item.with(pending.after(pending.attempts(), itemDue)));
            }
        }
    }

    private TargetTurns<I> turns(Optional<String> target) {
        return Objects.requireNonNull(targets.get(target));
    }

    /// The lease of a target was taken.
    void taken(String target, HeldLease lease) {
        turns(Optional.of(target)).taken(lease);
    }

    /// Another execution has the lease of a target.
    void refused(String target, Leases.Answer.Refused refused, long now) {
        TargetTurns<I> turns = turns(Optional.of(target));
        if (turns.refused(refused, now)) {
            leave(turns.removeAll(), turns.due(now));
        }
    }

    /// Another execution has taken the lease of a target.
    void lost(String target) {
        turns(Optional.of(target)).lost();
    }

    /// A call has started.
    ///
    /// @param at the time after which the function was called, from which the next call is spaced
    void started(ReadItem<I> item, long at) {
        turns(item.target()).started(at);
    }

    /// The item of a call has its result.
    void ended(ReadItem<I> item) {
        Deque<ReadItem<I>> queue = returned(item);
        if (!queue.isEmpty()) {
            enqueue(queue);
        }
    }

    /// The item of a call is to be tried again.
    ///
    /// @param pending the item with its attempts so far, and the time of the next one
    void again(ReadItem<I> item, PendingItem pending) {
        Deque<ReadItem<I>> queue = returned(item);
        queue.addFirst(item.with(pending));
        enqueue(queue);
    }

    private Deque<ReadItem<I>> returned(ReadItem<I> item) {
        turns(item.target()).returned();
        Deque<ReadItem<I>> queue = Objects.requireNonNull(running.remove(item));
        queue.removeFirst();
        return queue;
    }

    /// The items that are left for a further round, so far.
    List<ReadItem<I>> left() {
        return left;
    }
}
