package dev.fanfold.simulator.function;

import dev.fanfold.engine.port.TaskExecutor;
import dev.fanfold.simulator.time.KilledError;
import dev.fanfold.simulator.time.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Runs tasks one after another, in random order. Tasks share no state, so interleaving them would
/// show nothing more.
public final class SimulatedTaskExecutor implements TaskExecutor {
    private final Scheduler scheduler;
    private final RandomGenerator random;

    public SimulatedTaskExecutor(Scheduler scheduler, RandomGenerator random) {
        this.scheduler = scheduler;
        this.random = random;
    }

    @Override
    public <T> List<Execution<T>> run(List<Callable<T>> tasks, Limits limits) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, tasks.size()).boxed().toList());
        Collections.shuffle(order, random);
        var executions =
                new ArrayList<Execution<T>>(
                        Collections.nCopies(tasks.size(), new Execution.NotStarted<>()));
        order.forEach(place -> executions.set(place, run(tasks.get(place), limits)));
        return executions;
    }

    private <T> Execution<T> run(Callable<T> task, Limits limits) {
        if (!limits.left().allows(limits.reserve())) {
            return new Execution.NotStarted<>();
        }
        long start = scheduler.micros();
        try {
            T value = task.call();
            Duration took = Duration.ofNanos((scheduler.micros() - start) * 1_000);
            return took.compareTo(limits.timeout()) > 0
                    ? new Execution.Stopped<>(limits.timeout())
                    : new Execution.Returned<>(value, took.toMillis());
        } catch (KilledError dead) {
            throw dead;
        } catch (Throwable e) {
            return new Execution.Threw<>(e);
        }
    }

    @Override
    public int processors() {
        return 1;
    }
}
