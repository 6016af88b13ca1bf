package dev.fanfold.cli;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Counts the letters of its pool's secret `token`.
public final class Secretive implements Workload<Long> {
    /// The text forms of the objects that tasks got, recorded after they read the secret.
    static final Queue<String> PRINTED = new ConcurrentLinkedQueue<>();

    @Override
    public Definition definition() {
        return Definition.of("secretive", "Counts the letters of a secret.");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, 2, 1);
    }

    @Override
    public Long empty() {
        return 0L;
    }

    @Override
    public Long merge(Long left, Long right) {
        return left + right;
    }

    @Override
    public Codec<Long> codec() {
        return Codec.longs();
    }

    @Override
    public Work<Long> open(Resources resources) {
        return new CountingWork(resources);
    }

    private record CountingWork(Resources resources) implements Work<Long> {
        @Override
        public TaskResult<Long> work(Task task) {
            long letters = resources.secret("token").length();
            PRINTED.add(resources + " " + task);
            return TaskResult.all(task, letters);
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done("{\"letters\":" + total + "}");
        }
    }
}
