package dev.fanfold.engine;

import dev.fanfold.engine.fold.MergeFailed;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.outcome.Trace;
import dev.fanfold.engine.outcome.Traced;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.TaskQueue.Delayed;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Closes an invocation: first hands on what is to be tried again, then writes the report. In this
/// order a crash in between repeats work, and loses none.
final class Reporting {
    private final Ports ports;
    private final Payloads payloads;
    private final Keys keys;
    private final Backoff backoff;

    Reporting(Ports ports) {
        this.ports = ports;
        this.payloads = new Payloads(ports.blobs());
        this.keys = new Keys(ports.random());
        this.backoff = new Backoff(ports.random());
    }

    <P> void close(Job job, TaskRuns.Ran<P> ran) {
        var page = new Page(job, keys.report());
        ran.messages().forEach(message -> page.add(ran.workload(), message));
        Traces traces = payloads.store(page.traces(), Keys.traces(job.id(), page.key));
        if (!page.again.isEmpty()) {
            ports.queueOf(job).retry(page.again);
            Tally.add(Tally.Fact.HANDED_ON, page.again.size());
        }
        if (!page.outcomes.isEmpty()) {
            ports.reports()
                    .append(
                            new Report(
                                    job.id(),
                                    page.key,
                                    ports.clock().instant(),
                                    page.outcomes,
                                    traces));
            page.outcomes.forEach(Tally::reported);
        }
    }

    /// One invocation's report while it is written.
    private final class Page {
        private final Job job;
        private final String key;
        private final List<Outcome> outcomes = new ArrayList<>();
        private final List<Delayed> again = new ArrayList<>();
        private final Map<String, Integer> traces = new LinkedHashMap<>();
        private final String version;

        Page(Job job, String key) {
            this.job = job;
            this.key = key;
            this.version = ports.workloads().version(job.request().workload());
        }

        <P> void add(Workload<P> workload, TaskRuns.Ran.Message ran) {
            int epoch = ran.message().epoch();
            var done = new ArrayList<TaskRun.Done<byte[]>>();
            for (TaskRun<byte[]> run : ran.runs()) {
                switch (run) {
                    case TaskRun.Done<byte[]> one -> done.add(one);
                    case TaskRun.Again<byte[]> one -> handOn(one, epoch);
                    case TaskRun.Lost<byte[]> one ->
                            lose(one.task(), one.attempt(), epoch, one.reason(), one.trace());
                }
            }
            // Only a whole message is a group: a duplicate of it carries the same tasks.
            if (done.size() == ran.runs().size()) {
                addGroup(workload, done, epoch);
            } else {
                done.forEach(one -> addGroup(workload, List.of(one), epoch));
            }
        }

        private void handOn(TaskRun.Again<?> again, int epoch) {
            int hops = again.hops() + 1;
            if (hops >= Attempts.MOST_HOPS) {
                String text = "handed on " + hops + " times; the last time: " + again.why();
                var reason = new Reason(Reason.Kind.HOPS, text);
                lose(again.task(), again.attempt(), epoch, reason, again.trace());
                return;
            }
            var message =
                    new WorkMessage.Tasks(
                            job.id(), epoch, again.task(), again.task() + 1, again.attempt(), hops);
            this.again.add(
                    new Delayed(
                            message,
                            again.ran()
                                    ? backoff.before(again.attempt())
                                    : java.time.Duration.ZERO));
        }

        // A loss belongs to the epoch of its message, whatever epoch the job is in by now.
        private void lose(int task, int attempt, int epoch, Reason reason, @Nullable Trace trace) {
            outcomes.add(
                    new Outcome.Lost(
                            task, attempt, epoch, reason, trace == null ? null : kept(trace)));
        }

        private Traced kept(Trace trace) {
            int place = traces.computeIfAbsent(trace.text(), _ -> traces.size());
            return new Traced(trace.hash(), trace.at(), key, place);
        }

        /// The distinct traces of its losses, in the order of their places.
        List<String> traces() {
            return List.copyOf(traces.keySet());
        }

        // The workload's own merge and codec: what they throw loses these tasks, no others.
        private <P> void addGroup(
                Workload<P> workload, List<TaskRun.Done<byte[]>> group, int epoch) {
            try {
                outcomes.add(grouped(workload, group));
            } catch (MergeFailed e) {
                Trace trace = Failures.noted(e.thrown());
                group.forEach(one -> lose(one.task(), one.attempt(), epoch, e.reason(), trace));
            }
        }

        private <P> Outcome grouped(Workload<P> workload, List<TaskRun.Done<byte[]>> group) {
            TaskSet tasks = TaskSet.NONE;
            int attempt = 1;
            P partial = workload.empty();
            Coverage coverage = Coverage.NONE;
            Records records = Records.NONE;
            long millis = 0;
            for (TaskRun.Done<byte[]> one : group) {
                tasks = tasks.plus(TaskSet.of(one.task()));
                attempt = Math.max(attempt, one.attempt());
                partial = merged(workload, partial, one.worked().partial());
                coverage = coverage.plus(one.worked().coverage());
                records = records.plus(one.worked().records());
                millis += one.millis();
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
                throw MergeFailed.of("merge", workload.definition().name(), e);
            }
        }

        private static <P> byte[] encoded(Workload<P> workload, P partial) {
            try {
                return workload.codec().encode(partial);
            } catch (Throwable e) {
                throw MergeFailed.of("encode", workload.definition().name(), e);
            }
        }
    }
}
