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
/// A failed invocation is retried after one minute, and a failed retry after two more minutes,
/// within the limits that the function declares for asynchronous invocations.
final class ScheduleMapping implements Mapping {
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

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

    private void invoke(ScheduledEvent event, long ticked, int failures) {
        function.invoke(
                event,
                outcome -> {
                    switch (outcome) {
                        case InvocationOutcome.Returned ignored -> {}
                        case InvocationOutcome.Threw ignored ->
                                scheduleRetry(event, ticked, failures + 1);
                        case InvocationOutcome.Died ignored ->
                                scheduleRetry(event, ticked, failures + 1);
                    }
                });
    }

    private void scheduleRetry(ScheduledEvent event, long ticked, int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(failures);
        Duration ageAtRetry = Duration.ofNanos(System.nanoTime() - ticked).plus(pause);
        if (failures > source.retries().max() || ageAtRetry.compareTo(source.retries().age()) > 0) {
            return;
        }
        try {
            ScheduledFuture<?> ignored =
                    timers.schedule(
                            () -> invoke(event, ticked, failures),
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
