package dev.fanfold.items;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The items of one target that a task has, the target's lease, and the time of its next call.
/// Times are in milliseconds since 1970.
///
/// The items are in queues, one for each key. Only the first item of a queue can have its turn.
///
/// @param <I> the type of an item
final class TargetTurns<I> {
    private final Optional<String> target;
    private final Limits limits;
    // Queues whose first item may have its turn now, in the order of the items.
    private final TreeSet<Deque<ReadItem<I>>> ready =
            new TreeSet<>(Comparator.comparingLong(queue -> first(queue).index()));
    // Queues whose first item may have been due later.
    private final PriorityQueue<Deque<ReadItem<I>>> waiting =
            new PriorityQueue<>(Comparator.comparingLong(queue -> first(queue).due()));
    private @Nullable HeldLease lease;
    private int calls;
    private long last;
    private long nextCall;
    private long nextTake;
    private long nextRenewal;
    // When the lease was refused for the first time since it was last held; 0 if it was not.
    private long refusedSince;
    private long heldUntil;

    /// @param target empty for the items without a target
    TargetTurns(Optional<String> target, Limits limits) {
        this.target = target;
        this.limits = limits;
    }

    private static PendingItem first(Deque<? extends ReadItem<?>> queue) {
        return queue.getFirst().pending();
    }

    Optional<String> target() {
        return target;
    }

    String name() {
        return target.orElseThrow();
    }

    void add(Deque<ReadItem<I>> queue) {
        waiting.add(queue);
    }

    boolean hasItems() {
        return !ready.isEmpty() || !waiting.isEmpty();
    }

    boolean isDone() {
        return calls == 0 && !hasItems();
    }

    /// Prepares for the questions about this time.
    void advance(long now) {
        while (!waiting.isEmpty() && first(waiting.peek()).due() <= now) {
            ready.add(waiting.poll());
        }
        if (lease != null && !lease.allows(now)) {
            lost();
        }
    }

    boolean canCall(long now) {
        return calls < limits.concurrent() && !ready.isEmpty() && now >= nextStep();
    }

    private long nextStep() {
        return needsLease() ? nextTake : nextCall;
    }

    boolean needsLease() {
        return limits.areInUse() && lease == null;
    }

    /// The earliest time at which one of the items can have its turn.
    long possibleAt(long now) {
        long due = ready.isEmpty() && !waiting.isEmpty() ? first(waiting.peek()).due() : now;
        return Math.max(Math.max(now, due), Math.max(nextCall, needsLease() ? nextTake : 0));
    }

    /// The time before which it is no use to try the items in a further round.
    long due(long now) {
        return Math.max(possibleAt(now), heldUntil);
    }

    /// When the next step of this target is due, if no call ends before.
    long wake(boolean canStartCalls) {
        long wake = lease == null ? Long.MAX_VALUE : renewAt();
        if (!canStartCalls || calls >= limits.concurrent() || !hasItems()) {
            return wake;
        }
        long due = ready.isEmpty() ? first(Objects.requireNonNull(waiting.peek())).due() : 0;
        return Math.min(wake, Math.max(due, nextStep()));
    }

    /// Starts a call for the first item of the returned queue.
    Deque<ReadItem<I>> call(long now) {
        calls++;
        last = now;
        nextCall = now + limits.spacing();
        return Objects.requireNonNull(ready.pollFirst());
    }

    /// A call of [#call] has started, later than it was decided.
    void started(long at) {
        last = Math.max(last, at);
        nextCall = Math.max(nextCall, at + limits.spacing());
    }

    void returned() {
        calls--;
    }

    void taken(HeldLease newLease) {
        lease = newLease;
        refusedSince = 0;
        heldUntil = 0;
        last = Math.max(last, newLease.lease().last());
        nextCall = Math.max(nextCall, last + limits.spacing());
    }

    /// Another execution has the lease.
    ///
    /// @return whether the task has waited long enough. It waits longer for another execution of
    ///   the same task, because its own result would replace that of the other one.
    boolean refused(Leases.Answer.Refused refused, long now) {
        refusedSince = refusedSince == 0 ? now : refusedSince;
        heldUntil = refused.end();
        nextTake = now + Turns.POLL;
        return !refused.isOfTask() && now - refusedSince >= Turns.MAX_WAIT;
    }

    void lost() {
        lease = null;
    }

    Optional<HeldLease> lease() {
        return Optional.ofNullable(lease);
    }

    Permit permit() {
        return lease == null ? CurrentPermit.UNLIMITED : lease;
    }

    boolean needsRenewal(long now) {
        return lease != null && now >= renewAt();
    }

    /// Starts a renewal. If it fails, the next one is a second later.
    void renew(long now) {
        nextRenewal = now + 1_000;
    }

    private long renewAt() {
        return Math.max(Objects.requireNonNull(lease).renewAt(), nextRenewal);
    }

    /// The start of the last call; 0 if there was none.
    long last() {
        return last;
    }

    /// Removes the queues whose first item is due after this time.
    List<Deque<ReadItem<I>>> removeLaterThan(long time) {
        var removed = new ArrayList<Deque<ReadItem<I>>>();
        for (Deque<ReadItem<I>> queue : List.copyOf(waiting)) {
            if (first(queue).due() > time) {
                waiting.remove(queue);
                removed.add(queue);
            }
        }
        return removed;
    }

    List<Deque<ReadItem<I>>> removeAll() {
        var removed = new ArrayList<Deque<ReadItem<I>>>(ready);
        removed.addAll(waiting);
        ready.clear();
        waiting.clear();
        return removed;
    }
}
