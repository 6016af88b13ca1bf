package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.Works;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.service.Objects;
import dev.fanfold.simulator.service.Queue;
import dev.fanfold.simulator.service.Versions;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.simulator.work.Behaviour;
import dev.fanfold.simulator.work.TaskId;
import dev.fanfold.workload.Source;
import dev.fanfold.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Observes all writes, messages and task runs of a run, and keeps the first broken promise.
public final class Witness implements Promises {
    /// How long a worker may not know that a round has ended. It reads the job's row again after 2
    /// s by its clock.
    private static final Duration UNAWARE = Duration.ofSeconds(2).plus(Evidence.SKEW);

    private final Scheduler scheduler;
    private final FaultPlan faultPlan;
    private final Workloads workloads;
    private final Works works;
    private final Source source;
    private final Function<TaskId, Behaviour> behaviours;
    private final Map<JobId, JobWitness> jobs = new LinkedHashMap<>();
    private final Results results;
    private final Requests requests = new Requests(this);
    private final Set<String> gone = new HashSet<>();
    private final Terms terms;
    private @Nullable Violation first;
    private String thrown = "";
    private int open;
    private boolean needsKeeper;
    private final MessageWitness messages;

    /// @param workloads the workloads without faults
    /// @param works the working halves of these workloads
    /// @param source reads every version of an input that was ever uploaded
    /// @param behaviours the behaviour of each task
    public Witness(
            Scheduler scheduler,
            FaultPlan faultPlan,
            Workloads workloads,
            Works works,
            Objects objects,
            Terms terms,
            Source source,
            Function<TaskId, Behaviour> behaviours) {
        this.scheduler = scheduler;
        this.faultPlan = faultPlan;
        this.workloads = workloads;
        this.works = works;
        this.results = new Results(objects, terms.results(), this);
        this.source = source;
        this.behaviours = behaviours;
        this.terms = terms;
        this.messages = new MessageWitness(scheduler, faultPlan, this::of, requests, terms, this);
    }

    /// The first broken promise.
    public Optional<Violation> violation() {
        return Optional.ofNullable(first);
    }

    @Override
    public void violated(String invariant, String what) {
        if (first == null) {
            first = new Violation(invariant, what + (thrown.isEmpty() ? "" : "; " + thrown));
            scheduler.note("VIOLATION " + first);
        }
    }

    /// Records that the workload itself threw, so that a violation can name it as the cause.
    public void threw(String what) {
        scheduler.note(what);
        thrown = thrown.isEmpty() ? what : thrown;
    }

    /// The number of open jobs.
    public int open() {
        return open;
    }

    /// The current rows of all jobs.
    public List<Job> rows() {
        return jobs.values().stream().flatMap(witness -> Stream.ofNullable(witness.job())).toList();
    }

    /// The current row of a job, null while there is none.
    public @Nullable Job row(JobId id) {
        return of(id).job();
    }

    /// Whether a redrive of the job starts a further round, if the job may have one.
    public boolean hasRoundToRedrive(JobId id) {
        return of(id).hasRoundToRedrive();
    }

    private JobWitness of(JobId id) {
        return jobs.computeIfAbsent(
                id,
                _ ->
                        new JobWitness(
                                (job, earlier) ->
                                        sequential(
                                                workloads.find(job.request().workload()),
                                                job,
                                                earlier),
                                results,
                                round -> task -> behaviours.apply(new TaskId(id, round, task)),
                                gone,
                                faultPlan.may(Fault.FROZEN),
                                terms.kept(),
                                (invariant, what) ->
                                        violated(invariant, "job " + id + ": " + what)));
    }

    private <P> SequentialRun<P> sequential(Workload<P> workload, Job job, Earlier earlier) {
        try {
            return new SequentialRun<>(
                    new SequentialRun.Opened<>(workload, works.get(workload)),
                    job,
                    source,
                    results.input(job),
                    earlier);
        } catch (Exception e) {
            throw new IllegalStateException("the plain program cannot open the workload: " + e, e);
        }
    }

    /// An item was written into a table of the application.
    ///
    /// @param raw the item, in the format of the version of the code that wrote it
    public void written(
            String table,
            @Nullable Map<String, AttributeValue> before,
            Map<String, AttributeValue> raw) {
        Map<String, AttributeValue> after = Versions.read(raw, true);
        if (after.containsKey(Items.JOB)) {
            Job job = Items.job(after);
            JobWitness witness = of(job.id());
            open += (job.isOpen() ? 1 : 0) - (witness.isOpen() ? 1 : 0);
            if (scheduler.isRunning(terms.keepers())) {
                witness.round(job.round().number()).evidence.keeperWrote(witness.job(), job);
            }
            witness.row(job, scheduler.instant());
            if (Waits.needsKeeper(job, scheduler.instant())) {
                scheduler.note(Waits.NOTE);
                needsKeeper = true;
            }
        } else if (after.containsKey(Items.ACCUMULATOR)) {
            Accumulator now = Items.accumulator(after);
            of(now.job()).folded(now, scheduler.instant());
        } else if (Items.isReport(after)) {
            Report report = Items.report(after);
            report.outcomes().forEach(results::check);
            of(report.job()).round(report.round()).evidence.reported(report, scheduler.instant());
        }
    }

    /// An object was put into a bucket.
    ///
    /// @param isNew whether the bucket had no object under this key
    public void put(String bucket, String key, Objects.Stored object, boolean isNew) {
        results.put(bucket, key, object, isNew);
    }

    /// A version of an input was deleted.
    public void inputGone(String version) {
        gone.add(version);
    }

    /// A message was sent.
    public void sent(Queue queue, String body) {
        messages.sent(body);
    }

    /// A message was received.
    public void received(Queue queue, Queue.Message message) {
        messages.received(queue, message);
    }

    /// A task that started has ended.
    public void ended(TaskId task) {
        of(task.job()).window().ended();
    }

    /// A task starts.
    public void started(TaskId task) {
        JobWitness job = of(task.job());
        job.window().started(job.job());
        RoundWitness round = job.round(task.round());
        round.evidence.started(task.index());
        Instant end = round.end();
        if (end != null
                && scheduler.instant().isAfter(end.plus(UNAWARE).plus(terms.invocation()))) {
            boolean hasEnded = !of(task.job()).isIn(task.round());
            violated(
                    hasEnded ? "I16" : "I7",
                    task
                            + " started, but its "
                            + (hasEnded ? "round" : "job")
                            + " ended at "
                            + end);
        }
        if (round.evidence.starts() > round.evidence.tasksReceived()) {
            violated("I14", "more tasks of " + task.inRound() + " ran than were received");
        }
    }

    /// How often a task has started.
    public int starts(TaskId task) {
        return of(task.job()).round(task.round()).evidence.starts(task.index());
    }

    /// Whether only the keeper can continue some job: because a message that was to start it or its
    /// round had no effect, because its caller got another answer, or because its round waits for
    /// longer than a message can be delayed.
    public boolean needsKeeper() {
        return needsKeeper || messages.needsKeeper();
    }

    /// A caller sends a request.
    ///
    /// @param version the version of the workload that receives it
    public void asked(JobRequest request, String version) {
        requests.asked(request, version);
    }

    /// A request was accepted and answered with this job.
    public void taken(JobRequest request, Job job) {
        requests.taken(request, job, row(job.id()));
        needsKeeper |= requests.abandons(request, job.id(), rows());
    }

    /// A request was rejected.
    public void rejected(JobRequest request) {
        needsKeeper |= requests.abandons(request, null, rows());
    }

    /// The notification of an upload was sent to the dispatch queue.
    ///
    /// @param version the version of the uploaded object
    public void announced(String version) {
        requests.announced(version);
    }

    /// Checks what must be true at the end of the run.
    public void end() {
        requests.end(rows());
        boolean undisturbed = faultPlan.total() == 0;
        jobs.values().forEach(job -> job.end(undisturbed, faultPlan.wereHarmless()));
    }
}
