package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.Source;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Records;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import dev.fanfold.engine.work.Workload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.PrimitiveIterator;

/// A job as a plain program does it: task after task, in order, each once.
///
/// @param <P> the workload's partial result
final class Sequential<P> {
    private final Workload<P> workload;
    private final Job job;
    private final Source source;
    private TaskSet done = TaskSet.NONE;
    private Records records = Records.NONE;
    private P total;

    Sequential(Workload<P> workload, Job job, Source source) {
        this.workload = workload;
        this.job = job;
        this.source = source;
        this.total = workload.empty();
    }

    /// The value, encoded, when these tasks are done.
    byte[] value(TaskSet tasks) {
        for (PrimitiveIterator.OfInt more = tasks.minus(done).stream().iterator();
                more.hasNext(); ) {
            Worked<P> worked = work(more.nextInt());
            total = workload.merge(total, worked.partial());
            records = records.plus(worked.records());
        }
        done = done.plus(tasks);
        return workload.codec().encode(total);
    }

    /// The answer when these tasks are done and those lost.
    byte[] answer(TaskSet tasks, TaskSet lost) {
        value(tasks);
        try {
            // Its own total, which never was bytes: what the codec loses is missed.
            return workload.finish(
                            total, new Finishing(job.request().settings(), job.planned(), lost))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException("the plain program cannot finish", e);
        }
    }

    /// What it has read so far.
    Records records() {
        return records;
    }

    private Worked<P> work(int index) {
        try {
            return workload.work(
                    new Task(
                            job.id(),
                            index,
                            1,
                            job.planned(),
                            job.request().settings(),
                            source,
                            () -> Path.of("sequential")));
        } catch (Exception e) {
            throw new IllegalStateException("the plain program cannot do task " + index, e);
        }
    }
}
