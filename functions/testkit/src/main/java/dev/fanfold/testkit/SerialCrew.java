package dev.fanfold.testkit;

import dev.fanfold.engine.port.Crew;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs tasks one after another on the caller's thread.
public final class SerialCrew implements Crew {
    @Override
    public <T> List<Run<T>> run(List<Callable<T>> tasks, Terms terms) {
        return tasks.stream().map(task -> run(task, terms)).toList();
    }

    // Whatever a workload throws is its task's outcome; the engine tells the kinds apart.
    private static <T> Run<T> run(Callable<T> task, Terms terms) {
        if (!terms.left().allows(terms.reserve())) {
            return new Run.NotStarted<>();
        }
        try {
            return new Run.Returned<>(task.call(), 1);
        } catch (Throwable e) {
            return new Run.Threw<>(e);
        }
    }

    @Override
    public int processors() {
        return 1;
    }
}
