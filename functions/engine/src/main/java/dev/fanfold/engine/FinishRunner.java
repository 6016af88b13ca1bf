package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.TaskExecutor;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.Works;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Work.Finished;
import dev.fanfold.workload.Workload;
import java.util.List;
import java.util.concurrent.Callable;

/// Runs the workload's finish on the fold of a round.
final class FinishRunner {
    private final TaskExecutor taskExecutor;
    private final Workloads workloads;
    private final Works works;
    private final Payloads payloads;
    private final AccumulatorWriter accumulatorWriter;

    FinishRunner(
            TaskExecutor taskExecutor,
            Workloads workloads,
            Works works,
            Payloads payloads,
            AccumulatorWriter accumulatorWriter) {
        this.taskExecutor = taskExecutor;
        this.workloads = workloads;
        this.works = works;
        this.payloads = payloads;
        this.accumulatorWriter = accumulatorWriter;
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
        Accumulator accumulator = accumulatorWriter.accumulator(job);
        P total = workload.codec().decode(payloads.load(accumulator.value()));
        var finishing =
                new Finishing(
                        job.request().settings(),
                        payloads.round(job),
                        job.planned(),
                        accumulator.losses().tasks().toBitSet());
        return works.get(workload).finish(total, finishing);
    }
}
