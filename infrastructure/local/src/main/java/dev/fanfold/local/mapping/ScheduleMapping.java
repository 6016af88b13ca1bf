package dev.fanfold.local.mapping;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.lambda.ScheduleEvents;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.template.Aws;
import dev.fanfold.template.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Invokes a function at a fixed rate, the first time after one period.
///
/// A failed invocation is retried after one minute and again two minutes later, within the limits
/// of the schedule.
final class ScheduleMapping implements Mapping {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Source.OfSchedule source;
    private final FunctionPool function;
    private final ScheduledExecutorService timers;
    private final ScheduledFuture<?> ticks;

    private ScheduleMapping(
            Source.OfSchedule source, FunctionPool function, ScheduledExecutorService timers) {
        this.source = source;
        this.function = function;
        this.timers = timers;
        long period = source.rate().toMillis();
        this.ticks = timers.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    static Mapping start(
            Source.OfSchedule source, FunctionPool function, ScheduledExecutorService timers) {
        return new ScheduleMapping(source, function, timers);
    }

    private void tick() {
        String rule = Aws.arn("events", "rule/" + source.id());
        String id = UUID.randomUUID().toString();
        invoke(ScheduleEvents.event(rule, id, Instant.now()), System.nanoTime(), 0);
    }

    private void invoke(ScheduledEvent event, long ticked, int attempts) {
        function.invoke(
                event,
                outcome -> {
                    switch (outcome) {
                        case InvocationOutcome.Returned ignored -> {}
                        case InvocationOutcome.Threw ignored ->
                                scheduleNext(event, ticked, attempts + 1);
                        case InvocationOutcome.Died ignored ->
                                scheduleNext(event, ticked, attempts + 1);
                    }
                });
    }

    private void scheduleNext(ScheduledEvent event, long ticked, int attempts) {
        Duration pause = PAUSE.multipliedBy(attempts);
        Duration age = Duration.ofNanos(System.nanoTime() - ticked).plus(pause);
        if (attempts > source.retries().max() || age.compareTo(source.retries().age()) > 0) {
            return;
        }
        try {
            ScheduledFuture<?> ignored =
                    timers.schedule(
                            () -> invoke(event, ticked, attempts),
                            pause.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // The cloud is closing, so there is no retry.
        }
    }

    @Override
    public void close() {
        ticks.cancel(false);
    }
}
