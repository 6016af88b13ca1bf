package dev.fanfold.engine;

import dev.fanfold.engine.TaskRuns.WorkResult;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Chain;
import dev.fanfold.engine.outcome.Chain.WaitingTask;
import dev.fanfold.engine.outcome.NextStep;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.outcome.TraceReference;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.engine.outcome.WrittenOutputs;
import dev.fanfold.engine.port.ReportLog;
import dev.fanfold.engine.port.TaskQueue.DelayedMessage;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Workload;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Closes an invocation for one round of a job: requeues the tasks to retry, then writes the
/// report.
///
/// If the worker crashes between the two, its messages are redelivered, so work is repeated, but
/// none is lost. The tasks of a chain are not requeued here: the report has the chain's next
/// message.
final class ReportWriter {
    private final ReportLog reports;
    private final InstantSource clock;
    private final Payloads payloads;
    private final Keys keys;
    private final Requeuer requeuer;

    ReportWriter(
            ReportLog reports,
            InstantSource clock,
            Payloads payloads,
            Keys keys,
            Requeuer requeuer) {
        this.reports = reports;
        this.clock = clock;
        this.payloads = payloads;
        this.keys = keys;
        this.requeuer = requeuer;
    }

    /// Requeues and reports all tasks in these results.
    <P> void close(Job job, TaskRuns.Results<P> results) {
        var builder = new ReportBuilder(job, keys.newReportKey(), results.version());
        results.messages().forEach(message -> builder.add(results.workload(), message));
        Traces traces = payloads.store(builder.traces(), Keys.tracesKey(job, builder.key));
        requeuer.requeue(job, builder.retries);
        if (!builder.outcomes.isEmpty() || !builder.next.isEmpty()) {
            reports.append(
                    new Report(
                            job.id(),
                            job.round().number(),
                            builder.key,
                            clock.instant(),
                            builder.outcomes,
                            traces,
                            builder.next));
            builder.outcomes.forEach(Counters::noteReported);
        }
    }

    /// Collects the outcomes and traces of a report, and the messages of the tasks to retry.
    private final class ReportBuilder {
        private final Job job;
        private final String key;
        private final List<Outcome> outcomes = new ArrayList<>();
        private final List<DelayedMessage> retries = new ArrayList<>();
        private final List<NextStep> next = new ArrayList<>();
        private final Map<String, Integer> traces = new LinkedHashMap<>();
        private final String version;

        ReportBuilder(Job job, String key, String version) {
            this.job = job;
            this.key = key;
            this.version = version;
        }

        <P> void add(Workload<P> workload, TaskRuns.Results.Message results) {
            int epoch = results.message().epoch();
            Chain chain = results.message().chain();
            var doneTasks = new ArrayList<DoneTask>();
            var waiting = new ArrayList<>(chain == null ? List.of() : chain.waiting());
            for (TaskRuns.Results.TriedTask triedTask : results.tasks()) {
                int task = triedTask.index();
                switch (triedTask.tried()) {
                    case Try.Done<WorkResult> done -> doneTasks.add(new DoneTask(task, done));
                    case Try.Again<WorkResult> again when chain != null -> {
                        waiting.add(new WaitingTask(task, again.attempt(), again.hops()));
                        Counters.add(Counters.Counter.REQUEUED, 1);
                    }
                    case Try.Again<WorkResult> again ->
                            retries.add(requeuer.taskMessage(job, epoch, task, again));
                    case Try.Lost<WorkResult> lost ->
                            lose(task, lost.attempt(), epoch, lost.reason(), lost.trace());
                }
            }
            Chains.next(results.message(), waiting).ifPresent(next::add);
            // A group is a whole message or one task. Other groups could overlap in part with the
            // groups of a duplicate of the message, and then not be folded.
            if (doneTasks.size() == results.tasks().size()) {
                addGroup(workload, results.token(), doneTasks, epoch);
            } else {
                doneTasks.forEach(
                        doneTask -> addGroup(workload, results.token(), List.of(doneTask), epoch));
            }
        }

        // A loss belongs to the epoch of its message, even if the job is in a later one.
        private void lose(int task, int attempt, int epoch, Reason reason, @Nullable Trace trace) {
            outcomes.add(
                    new Outcome.Lost(
                            task,
                            attempt,
                            epoch,
                            reason,
                            trace == null ? null : referenceTo(trace)));
        }

        private TraceReference referenceTo(Trace trace) {
            int place = traces.computeIfAbsent(trace.text(), _ -> traces.size());
            return new TraceReference(trace.hash(), trace.at(), key, place);
        }

        /// The distinct traces of the losses, in the order of their places.
        List<String> traces() {
            return List.copyOf(traces.keySet());
        }

        // If the workload's merge or codec throws, only the tasks of this group are lost.
        private <P> void addGroup(
                Workload<P> workload, OutputToken token, List<DoneTask> group, int epoch) {
            try {
                outcomes.add(outcome(workload, token, group));
            } catch (MergeFailedException e) {
                Trace trace = Failures.note(e.thrown());
                group.forEach(doneTask ->
                        lose(doneTask.index, doneTask.done.attempt(), epoch, e.reason(), trace));
            }
        }

        private <P> Outcome outcome(Workload<P> workload, OutputToken token, List<DoneTask> group) {
            TaskSet tasks = TaskSet.NONE;
            int attempt = 1;
            P partial = workload.empty();
            Coverage coverage = Coverage.NONE;
            Records records = Records.NONE;
            long millis = 0;
            for (DoneTask doneTask : group) {
                TaskResult<byte[]> result = doneTask.done.value().result();
                tasks = tasks.plus(TaskSet.of(doneTask.index));
                attempt = Math.max(attempt, doneTask.done.attempt());
                partial = merged(workload, partial, result.partial());
                coverage = coverage.plus(result.coverage());
                records = records.plus(result.records());
                millis += doneTask.done.millis();
            }
            byte[] bytes = encoded(workload, partial);
            String spillKey = Keys.partialKey(job, key, outcomes.size());
            return new Outcome.Done(
                    tasks,
                    attempt,
                    payloads.store(bytes, Payloads.MAX_INLINE_PARTIAL, spillKey),
                    coverage,
                    records,
                    millis,
                    version,
                    written(token, group));
        }

        private static @Nullable WrittenOutputs written(OutputToken token, List<DoneTask> group) {
            List<Output> outputs =
                    group.stream()
                            .flatMap(doneTask -> doneTask.done.value().outputs().stream())
                            .toList();
            List<Output> counted = outputs.stream().filter(output -> !output.isHidden()).toList();
            return outputs.isEmpty()
                    ? null
                    : new WrittenOutputs(
                            token.value(),
                            TaskSet.of(outputs.stream().mapToInt(Output::task).toArray()),
                            counted.size(),
                            counted.stream().mapToLong(Output::bytes).sum());
        }

        private static <P> P merged(Workload<P> workload, P left, byte[] right) {
            try {
                return workload.merge(left, workload.codec().decode(right));
            } catch (Throwable e) {
                throw MergeFailedException.of("merge", workload.definition().name(), e);
            }
        }

        private static <P> byte[] encoded(Workload<P> workload, P partial) {
            try {
                return workload.codec().encode(partial);
            } catch (Throwable e) {
                throw MergeFailedException.of("encode", workload.definition().name(), e);
            }
        }
    }

    private record DoneTask(int index, Try.Done<WorkResult> done) {}
}
