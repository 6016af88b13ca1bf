package dev.fanfold.aws.lambda;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;

/// A workload whose tasks all throw, with a text that must not be logged.
///
/// @param distinct whether each task throws from a place of its own
record Failing(int tasks, boolean distinct) implements Summing {
    static final String SECRET = "s3cr3t";

    Failing(int tasks) {
        this(tasks, false);
    }

    static Failing deep(int tasks) {
        return new Failing(tasks, true);
    }

    @Override
    public Definition definition() {
        return Definition.of("failing", "Throws.");
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, tasks, 1);
    }

    @Override
    public TaskResult<Long> work(Task task) {
        var thrown = new IllegalStateException(SECRET, new IOException(SECRET));
        if (distinct) {
            var frames = new StackTraceElement[1_000];
            for (int i = 0; i < frames.length; i++) {
                frames[i] =
                        new StackTraceElement("com.acme.Foo", "work", "Foo.java", i + task.index());
            }
            thrown.setStackTrace(frames);
        }
        throw thrown;
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done(total.toString());
    }
}
