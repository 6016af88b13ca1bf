package dev.fanfold.simulator.function;

import dev.fanfold.aws.Calls;
import dev.fanfold.simulator.time.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs calls one after another, in random order. After all of them it rethrows the first
/// exception.
public final class SimulatedCalls implements Calls {
    private final Scheduler scheduler;
    private final RandomGenerator random;

    public SimulatedCalls(Scheduler scheduler, RandomGenerator random) {
        this.scheduler = scheduler;
        this.random = random;
    }

    @Override
    public <T> void forEach(List<T> each, int width, Consumer<T> what) {
        var order = new ArrayList<>(each);
        Collections.shuffle(order, random);
        @Nullable RuntimeException first = null;
        for (T one : order) {
            try {
                what.accept(one);
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void pause(Duration max) {
        scheduler.pass(random.nextLong(max.toNanos() / 1_000) + 1);
    }
}
