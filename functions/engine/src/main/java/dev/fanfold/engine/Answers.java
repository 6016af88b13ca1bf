package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.port.TaskExecutor;
import dev.fanfold.engine.port.TimeLeft;
import dev.fanfold.engine.port.Works;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/// Asks workloads for the answers of folded jobs.
final class Answers {
    private final TaskExecutor taskExecutor;
    private final Workloads workloads;
    private final Works works;
    private final Payloads payloads;
    private final AccumulatorWriter accumulatorWriter;

    Answers(
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

    /// The job's answer, or the reason why it cannot be made.
    ///
    /// @param attempt the number of this attempt, from 1
    /// @param hops how often the work was requeued before
    Try<byte[]> make(Job job, int attempt, int hops, TimeLeft left) {
        Workload<?> workload = workloads.find(job.request().workload());
        var limits =
                new TaskExecutor.Limits(
                        1, workload.definition().taskTimeout(), left, TaskRuns.RESERVE);
        Callable<byte[]> making =
                new TaskExecutor.NamedCall<>(
                        "job " + job.id() + " finish", () -> answer(job, workload));
        return Try.of(taskExecutor.run(List.of(making), limits).getFirst(), attempt, hops);
    }

    private <P> byte[] answer(Job job, Workload<P> workload) throws Exception {
        Accumulator accumulator = accumulatorWriter.accumulator(job);
        P total = workload.codec().decode(payloads.load(accumulator.value()));
        var finishing =
                new Finishing(
                        job.request().settings(),
                        job.planned(),
                        accumulator.losses().tasks().toBitSet());
        return works.get(workload).finish(total, finishing).getBytes(StandardCharsets.UTF_8);
    }
}
