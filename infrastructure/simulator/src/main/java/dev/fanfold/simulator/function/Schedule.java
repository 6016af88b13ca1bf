package dev.fanfold.simulator.function;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fanfold.lambda.ScheduleEvents;
import dev.fanfold.simulator.fault.Fault;
import java.time.Duration;

/// Invokes a function at a fixed rate.
public final class Schedule {
    private static final String RULE = "arn:aws:events:us-east-1:123456789012:rule/simulated";
    private final World world;
    private final long every;
    private final FunctionHost function;
    private int ticks;

    public Schedule(World world, Duration every, FunctionHost function) {
        this.world = world;
        this.every = every.toNanos() / 1_000;
        this.function = function;
        world.scheduler().after(world.upTo(this.every), this::tick);
    }

    private void tick() {
        if (world.over().getAsBoolean()) {
            return;
        }
        world.scheduler().after(every, this::tick);
        if (world.faultPlan().strikes(Fault.TICK_MISSED)) {
            return;
        }
        ScheduledEvent event =
                ScheduleEvents.event(RULE, "tick-" + ++ticks, world.scheduler().instant());
        function.invoke(_ -> event, _ -> {});
        if (world.faultPlan().strikes(Fault.TICK_TWICE)) {
            function.invoke(_ -> event, _ -> {});
        }
    }
}
