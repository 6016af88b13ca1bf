package dev.fanfold.simulator.function;

import dev.fanfold.engine.port.Crew;
import dev.fanfold.simulator.time.Killed;
import dev.fanfold.simulator.time.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Runs tasks in any order, one after another: they share nothing that another order could show.
public final class SimulatedCrew implements Crew {
    private final Scheduler scheduler;
    private final RandomGenerator random;

    public SimulatedCrew(Scheduler scheduler, RandomGenerator random) {
        this.scheduler = scheduler;
        this.random = random;
    }

    @Override
    public <T> List<Run<T>> run(List<Callable<T>> tasks, Terms terms) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, tasks.size()).boxed().toList());
        Collections.shuffle(order, random);
        var runs = new ArrayList<Run<T>>(Collections.nCopies(tasks.size(), new Run.NotStarted<>()));
        order.forEach(place -> runs.set(place, run(tasks.get(place), terms)));
        return runs;
    }

    private <T> Run<T> run(Callable<T> task, Terms terms) {
        if (!terms.left().allows(terms.reserve())) {
            return new Run.NotStarted<>();
        }
        long start = scheduler.micros();
        try {
            T value = task.call();
            Duration took = Duration.ofNanos((scheduler.micros() - start) * 1_000);
            return took.compareTo(terms.timeout()) > 0
                    ? new Run.Stopped<>(terms.timeout())
                    : new Run.Returned<>(value, took.toMillis());
        } catch (Killed dead) {
            throw dead;
        } catch (Throwable e) {
            return new Run.Threw<>(e);
        }
    }

    @Override
    public int processors() {
        return 1;
    }
}
