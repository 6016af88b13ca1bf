package dev.fanfold.items;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/// Calls the function for the items of a task, and tries an item again while the task has time.
///
/// @param <I> the type of an item
/// @param <O> the type of a result
final class ItemCall<I, O> {
    /// A task starts no call if it has less time than this, or than the longest call so far took.
    static final Duration MIN_LEFT = Duration.ofSeconds(1);

    private final ItemWork<I, O> work;
    private final Task task;
    private final Retries retries;
    private final TaskBreakers breakers;
    private final InstantSource clock;
    private Duration longest = Duration.ZERO;

    ItemCall(ItemWork<I, O> work, Task task, TaskBreakers breakers, InstantSource clock) {
        this.work = work;
        this.task = task;
        this.retries = Retries.of(task.settings());
        this.breakers = breakers;
        this.clock = clock;
    }

    /// How far the task came with an item.
    sealed interface Outcome {
        /// The item has its result.
        ///
        /// @param error the error as text for people; empty if the item did not fail
        record Ended(ResultLine line, String error) implements Outcome {}

        /// The item is left for a further round.
        record Left(PendingItem item) implements Outcome {}
    }

    /// Calls the function for an item until it has a result, its target is left alone, or the task
    /// has no time left.
    ///
    /// @throws InterruptedException if the task is stopped
    Outcome call(ReadItem<I> item) throws InterruptedException {
        ReadItem<I> now = item;
        while (pauseUntil(now.pending().due()) && hasTimeForCall()) {
            OptionalLong alone = breakers.leftAloneUntil(now.target(), clock.millis());
            if (alone.isPresent()) {
                PendingItem left = now.pending();
                return new Outcome.Left(left.after(left.attempts(), alone.getAsLong()));
            }
            switch (attempt(now, CurrentPermit.UNLIMITED)) {
                case Outcome.Ended ended -> {
                    return ended;
                }
                case Outcome.Left(PendingItem again) -> now = now.with(again);
            }
        }
        return new Outcome.Left(now.pending());
    }

    /// Calls the function for an item once. Several threads may do so for different items.
    ///
    /// @return the result; or the item with the time of its next attempt
    Outcome attempt(ReadItem<I> item, Permit permit) throws InterruptedException {
        long start = clock.millis();
        Exception thrown;
        try {
            permit.check();
            O value =
                    ScopedValue.where(CurrentPermit.VALUE, permit)
                            .call(() -> work.apply(item.item(), task));
            String json = JsonText.of(value);
            breakers.succeeded(item.target());
            return ended(item, json, start);
        } catch (InterruptedException e) {
            throw e;
        } catch (LeaseEndedException e) {
            return new Outcome.Left(item.pending());
        } catch (Exception e) {
            thrown = e;
        }
        long millis = took(start);
        PendingItem now = item.pending().after(item.pending().attempts() + 1, 0);
        if (isPermanent(thrown)) {
            return failed(now, item.key(), start, millis, thrown);
        }
        breakers.failed(item.target(), clock.millis());
        return now.attempts() > retries.max()
                ? failed(now, item.key(), start, millis, thrown)
                : new Outcome.Left(
                        now.after(now.attempts(), clock.millis() + pause(thrown, now).toMillis()));
    }

    private Outcome ended(ReadItem<I> item, String json, long start) {
        PendingItem done = item.pending();
        var result =
                new ItemResult(
                        done.index(), item.key(), true, json, done.attempts() + 1, took(start));
        return new Outcome.Ended(new ResultLine(result, "", start, Optional.empty()), "");
    }

    /// The result of an item of whose text no item could be made, so the function was not called.
    Outcome.Ended unreadable(PendingItem item, Exception thrown) {
        return failed(item, Optional.empty(), clock.millis(), 0, thrown);
    }

    private long took(long start) {
        long millis = Math.max(0, clock.millis() - start);
        synchronized (this) {
            longest = max(longest, Duration.ofMillis(millis));
        }
        return millis;
    }

    private static Outcome.Ended failed(
            PendingItem item, Optional<String> key, long start, long millis, Exception thrown) {
        ItemError error = ItemError.of(thrown);
        var result =
                new ItemResult(item.index(), key, false, error.json(), item.attempts(), millis);
        return new Outcome.Ended(
                new ResultLine(result, error.kind(), start, Optional.of(item)), error.text());
    }

    private static boolean isPermanent(Exception thrown) {
        return thrown instanceof PermanentFailureException
                || thrown instanceof InvalidInputException;
    }

    private Duration pause(Exception thrown, PendingItem item) {
        Duration usual = retries.pauseAfter(item.attempts());
        return thrown instanceof RetryAfterException asked ? max(usual, asked.pause()) : usual;
    }

    // False if the task has no time to wait that long.
    private boolean pauseUntil(long due) throws InterruptedException {
        long millis = due - clock.millis();
        if (millis <= 0) {
            return true;
        }
        if (task.timeLeft().minusMillis(millis).compareTo(MIN_LEFT) < 0) {
            return false;
        }
        Thread.sleep(millis);
        return true;
    }

    private boolean hasTimeForCall() {
        return !timeForCall().isNegative();
    }

    /// The time in which a call may start; negative if none may.
    synchronized Duration timeForCall() {
        return task.timeLeft().minus(max(MIN_LEFT, longest));
    }

    private static Duration max(Duration left, Duration right) {
        return left.compareTo(right) >= 0 ? left : right;
    }
}
