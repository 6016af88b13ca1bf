package dev.fanfold.cli;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;

/// Each task of two rounds writes a file of random bytes and a small file. A task can fail.
public final class Filing implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("filing", "Writes files of random bytes.")
                .with("tasks", "how many tasks", "3")
                .with("bytes", "the length of a file", "100000")
                .with("fails", "the task of the last round that fails, or -1", "-1")
                .computing();
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(0, job.settings().number("tasks"), 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws IOException {
        for (String name : new String[] {"data.bin", "a note.txt"}) {
            try (OutputStream out = task.output(name)) {
                out.write(
                        bytes(
                                task.round().number(),
                                task.index(),
                                name,
                                (int) task.settings().number("bytes")));
            }
        }
        if (task.round().number() == 1 && task.index() == task.settings().number("fails")) {
            throw new PermanentFailureException("task " + task.index() + " fails");
        }
        return TaskResult.all(task, 1L);
    }

    /// The bytes of an output of a job whose setting `bytes` is this length.
    static byte[] bytes(int round, int task, String name, int length) {
        byte[] bytes = new byte[name.equals("data.bin") ? length : round + task];
        new Random(31L * round + task).nextBytes(bytes);
        return bytes;
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return job.round().number() == 0 ? Finished.next("") : Finished.done(total.toString());
    }
}
