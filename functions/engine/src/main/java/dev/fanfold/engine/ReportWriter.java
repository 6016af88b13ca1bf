package dev.fanfold.engine;

import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.outcome.TraceReference;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.engine.port.ReportLog;
import dev.fanfold.engine.port.TaskQueue.DelayedMessage;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Workload;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Closes an invocation: requeues the tasks to retry, then writes the report.
///
/// A crash between the two repeats work and loses none.
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

    <P> void close(Job job, TaskRuns.Results<P> results) {
        var page = new Page(job, keys.report(), results.version());
        results.messages().forEach(message -> page.add(results.workload(), message));
        Traces traces = payloads.store(page.traces(), Keys.traces(job.id(), page.key));
        requeuer.tasks(job, page.again);
        if (!page.outcomes.isEmpty()) {
            reports.append(new Report(job.id(), page.key, clock.instant(), page.outcomes, traces));
            page.outcomes.forEach(Counters::reported);
        }
    }

    /// The report of one invocation while it is being written.
    private final class Page {
        private final Job job;
        private final String key;
        private final List<Outcome> outcomes = new ArrayList<>();
        private final List<DelayedMessage> again = new ArrayList<>();
        private final Map<String, Integer> traces = new LinkedHashMap<>();
        private final String version;

        Page(Job job, String key, String version) {
            this.job = job;
            this.key = key;
            this.version = version;
        }

        <P> void add(Workload<P> workload, TaskRuns.Results.Message ran) {
            int epoch = ran.message().epoch();
            var done = new ArrayList<Finished>();
            for (TaskRuns.Results.TriedTask one : ran.tasks()) {
                int task = one.index();
                switch (one.tried()) {
                    case Try.Done<TaskResult<byte[]>> whole -> done.add(new Finished(task, whole));
                    case Try.Again<TaskResult<byte[]>> later ->
                            again.add(requeuer.task(job, epoch, task, later));
                    case Try.Lost<TaskResult<byte[]>> lost ->
                            lose(task, lost.attempt(), epoch, lost.reason(), lost.trace());
                }
            }
            // Only a whole message forms a group, because a duplicate of it has the same tasks.
            if (done.size() == ran.tasks().size()) {
                addGroup(workload, done, epoch);
            } else {
                done.forEach(one -> addGroup(workload, List.of(one), epoch));
            }
        }

        // A loss belongs to the epoch of its message, even if the job is in a later one.
        private void lose(int task, int attempt, int epoch, Reason reason, @Nullable Trace trace) {
            outcomes.add(
                    new Outcome.Lost(
                            task, attempt, epoch, reason, trace == null ? null : kept(trace)));
        }

        private TraceReference kept(Trace trace) {
            int place = traces.computeIfAbsent(trace.text(), _ -> traces.size());
            return new TraceReference(trace.hash(), trace.at(), key, place);
        }

        /// The distinct traces of the losses, in the order of their places.
        List<String> traces() {
            return List.copyOf(traces.keySet());
        }

        // The workload's own merge and codec. If they throw, only these tasks are lost.
        private <P> void addGroup(Workload<P> workload, List<Finished> group, int epoch) {
            try {
                outcomes.add(grouped(workload, group));
            } catch (MergeFailedException e) {
                Trace trace = Failures.noted(e.thrown());
                group.forEach(one -> lose(one.task, one.run.attempt(), epoch, e.reason(), trace));
            }
        }

        private <P> Outcome grouped(Workload<P> workload, List<Finished> group) {
            TaskSet tasks = TaskSet.NONE;
            int attempt = 1;
            P partial = workload.empty();
            Coverage coverage = Coverage.NONE;
            Records records = Records.NONE;
            long millis = 0;
            for (Finished one : group) {
                TaskResult<byte[]> result = one.run.value();
                tasks = tasks.plus(TaskSet.of(one.task));
                attempt = Math.max(attempt, one.run.attempt());
                partial = merged(workload, partial, result.partial());
                coverage = coverage.plus(result.coverage());
                records = records.plus(result.records());
                millis += one.run.millis();
            }
            byte[] bytes = encoded(workload, partial);
            String spill = Keys.partial(job.id(), key, outcomes.size());
            return new Outcome.Done(
                    tasks,
                    attempt,
                    payloads.store(bytes, Payloads.INLINE_PARTIAL, spill),
                    coverage,
                    records,
                    millis,
                    version);
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

    /// A task that is done.
    private record Finished(int task, Try.Done<TaskResult<byte[]>> run) {}
}
