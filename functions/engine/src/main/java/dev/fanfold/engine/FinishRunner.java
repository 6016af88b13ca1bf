package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.TaskExecutor;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.Works;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Work.Finished;
import dev.fanfold.workload.Workload;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs the workload's finish on the fold of a round.
final class FinishRunner {
    private final TaskExecutor taskExecutor;
    private final Workloads workloads;
    private final Works works;
    private final FoldReader foldReader;

    FinishRunner(
            TaskExecutor taskExecutor, Workloads workloads, Works works, FoldReader foldReader) {
        this.taskExecutor = taskExecutor;
        this.workloads = workloads;
        this.works = works;
        this.foldReader = foldReader;
    }

    /// Runs one attempt of the finish. Returns what it decides, or why it fails.
    ///
    /// @param attempt the number of this attempt, from 1
    /// @param hops how often the finish was requeued before
    Try<Finished> run(Job job, int attempt, int hops, TimeLeft left) {
        Workload<?> workload = workloads.find(job.request().workload());
        var limits =
                new TaskExecutor.Limits(
                        1, workload.definition().taskTimeout(), left, TaskRuns.RESERVE);
        Callable<Finished> call =
                new TaskExecutor.NamedCall<>(
                        "job " + job.id() + " finish", () -> finished(job, workload));
        return Try.of(taskExecutor.run(List.of(call), limits).getFirst(), attempt, hops);
    }

    private <P> Finished finished(Job job, Workload<P> workload) throws Exception {
        FoldReader.Folded<P> folded = foldReader.read(job, workload.codec());
        return works.get(workload).finish(folded.total(), folded.finishing());
    }
}
