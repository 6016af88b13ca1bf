package dev.fanfold.simulator.function;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fanfold.simulator.fault.Fault;
import java.time.Duration;

/// Calls a function at a rate.
public final class Schedule {
    private final World world;
    private final long every;
    private final FunctionHost function;

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
        if (world.faults().strikes(Fault.TICK_MISSED)) {
            return;
        }
        function.invoke(_ -> new ScheduledEvent(), _ -> {});
        if (world.faults().strikes(Fault.TICK_TWICE)) {
            function.invoke(_ -> new ScheduledEvent(), _ -> {});
        }
    }
}
