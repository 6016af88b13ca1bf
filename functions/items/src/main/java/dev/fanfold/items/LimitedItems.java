package dev.fanfold.items;

import dev.fanfold.items.Turns.Step;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs the items of a task of a job with limits. The task's thread does the steps that [Turns]
/// decides, and each call of the function has a virtual thread.
///
/// @param <I> the type of an item
/// @param <O> the type of a result
final class LimitedItems<I, O> {
    // The task looks at least so often how much time it has left.
    private static final long MAX_WAIT = 1_000;

    private final ItemCall<I, O> call;
    private final Leases leases;
    private final Turns<I> turns;
    private final InstantSource clock;
    private final BlockingQueue<Returned<I>> returned = new LinkedBlockingQueue<>();
    private final List<ItemCall.Outcome.Ended> ended = new ArrayList<>();

    LimitedItems(ItemCall<I, O> call, Leases leases, Turns<I> turns, InstantSource clock) {
        this.call = call;
        this.leases = leases;
        this.turns = turns;
        this.clock = clock;
    }

    /// What a call returned.
    ///
    /// @param outcome null if the call threw
    private record Returned<I>(
            ReadItem<I> item, ItemCall.@Nullable Outcome outcome, @Nullable Throwable thrown) {}

    /// Runs the items until each has its result or is left.
    ///
    /// @return the results; [Turns#left] has the other items
    /// @throws InterruptedException if the task is stopped
    List<ItemCall.Outcome.Ended> run() throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                while (step(threads)) {
                    // The next step may depend on what has returned.
                    for (var one = returned.poll(); one != null; one = returned.poll()) {
                        accept(one);
                    }
                }
            } catch (Throwable e) {
                threads.shutdownNow();
                throw e;
            }
        }
        return ended;
    }

    // False if there is no further step.
    private boolean step(ExecutorService threads) throws InterruptedException {
        long now = clock.millis();
        switch (turns.next(now, now + call.timeForCall().toMillis())) {
            case Step.Take<I>(String target) -> take(target);
            case Step.Renew<I>(String target, HeldLease lease, long last) -> {
                if (!leases.renew(target, lease, last)) {
                    turns.lost(target);
                }
            }
            case Step.Release<I>(String target, HeldLease lease, long last) ->
                    leases.release(target, lease, last);
            case Step.Call<I>(ReadItem<I> item, Permit permit) -> start(threads, item, permit);
            case Step.Wait<I>(long until) -> {
                Returned<I> one =
                        returned.poll(Math.clamp(until - now, 1, MAX_WAIT), TimeUnit.MILLISECONDS);
                if (one != null) {
                    accept(one);
                }
            }
            case Step.End<I> _ -> {
                return false;
            }
        }
        return true;
    }

    // Waits until the thread is about to call the function, because the next call is spaced from
    // then. Otherwise a thread that starts late would send its request just before the next one.
    private void start(ExecutorService threads, ReadItem<I> item, Permit permit)
            throws InterruptedException {
        var started = new ArrayBlockingQueue<Long>(1);
        threads.execute(() -> {
            started.add(clock.millis());
            returned.add(call(item, permit));
        });
        turns.started(item, started.take());
    }

    private void take(String target) {
        switch (leases.take(target)) {
            case Leases.Answer.Taken(HeldLease lease) -> turns.taken(target, lease);
            case Leases.Answer.Refused refused -> turns.refused(target, refused, clock.millis());
        }
    }

    private Returned<I> call(ReadItem<I> item, Permit permit) {
        try {
            return new Returned<>(item, call.attempt(item, permit), null);
        } catch (Throwable e) {
            return new Returned<>(item, null, e);
        }
    }

    private void accept(Returned<I> one) throws InterruptedException {
        switch (one.outcome) {
            case ItemCall.Outcome.Ended result -> {
                ended.add(result);
                turns.ended(one.item);
            }
            case ItemCall.Outcome.Left(PendingItem pending) -> turns.again(one.item, pending);
            case null -> throwAgain(one.thrown);
        }
    }

    private static void throwAgain(@Nullable Throwable thrown) throws InterruptedException {
        switch (thrown) {
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException(thrown);
        }
    }
}
