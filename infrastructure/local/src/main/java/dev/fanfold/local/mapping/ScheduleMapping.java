package dev.fanfold.local.mapping;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fanfold.local.emulator.Aws;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.template.Source;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.joda.time.DateTime;

/// Invokes a function at a fixed rate, the first time after one period.
final class ScheduleMapping implements Mapping {
    private final ScheduledFuture<?> ticks;

    private ScheduleMapping(ScheduledFuture<?> ticks) {
        this.ticks = ticks;
    }

    static Mapping start(
            Source.OfSchedule source, FunctionPool function, ScheduledExecutorService timers) {
        long period = source.rate().toMillis();
        return new ScheduleMapping(
                timers.scheduleAtFixedRate(
                        () -> function.invoke(event(source.id()), outcome -> {}),
                        period,
                        period,
                        TimeUnit.MILLISECONDS));
    }

    private static ScheduledEvent event(String rule) {
        return new ScheduledEvent()
                .withVersion("0")
                .withId(UUID.randomUUID().toString())
                .withDetailType("Scheduled Event")
                .withSource("aws.events")
                .withAccount(Aws.ACCOUNT)
                .withRegion(Aws.REGION)
                .withTime(DateTime.now())
                .withResources(List.of(Aws.arn("events", "rule/" + rule)))
                .withDetail(Map.of());
    }

    @Override
    public void close() {
        ticks.cancel(false);
    }
}
