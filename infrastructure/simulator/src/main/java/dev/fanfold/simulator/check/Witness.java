package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.engine.port.Works;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.service.Objects;
import dev.fanfold.simulator.service.Queue;
import dev.fanfold.simulator.service.Versions;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.simulator.work.Behaviour;
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
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Observes all writes, messages and task runs of a run and keeps the first broken promise.
public final class Witness implements Promises {
    /// The time until a worker reads the job's row again, plus the skew of clocks.
    private static final Duration UNAWARE = Duration.ofSeconds(2 + 10);

    private final Scheduler scheduler;
    private final FaultPlan faultPlan;
    private final Workloads workloads;
    private final Works works;
    private final Source source;
    private final BiFunction<JobId, Integer, Behaviour> behaviours;
    private final Map<JobId, JobWitness> jobs = new LinkedHashMap<>();
    private final Results results;
    private final Requests requests = new Requests(this);
    private final Set<String> gone = new HashSet<>();
    private final Terms terms;
    private @Nullable Violation first;
    private String thrown = "";
    private int open;
    private boolean givenUp;

    /// @param workloads the workloads without faults
    /// @param source reads every version that was ever uploaded
    public Witness(
            Scheduler scheduler,
            FaultPlan faultPlan,
            Workloads workloads,
            Works works,
            Objects objects,
            Terms terms,
            Source source,
            BiFunction<JobId, Integer, Behaviour> behaviours) {
        this.scheduler = scheduler;
        this.faultPlan = faultPlan;
        this.workloads = workloads;
        this.works = works;
        this.results = new Results(objects, terms.results(), this);
        this.source = source;
        this.behaviours = behaviours;
        this.terms = terms;
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

    /// Number of open jobs.
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

    private JobWitness of(JobId id) {
        return jobs.computeIfAbsent(
                id,
                _ ->
                        new JobWitness(
                                job -> sequential(workloads.find(job.request().workload()), job),
                                results,
                                task -> behaviours.apply(id, task),
                                gone,
                                faultPlan.may(Fault.FROZEN),
                                terms.kept(),
                                (invariant, what) ->
                                        violated(invariant, "job " + id + ": " + what)));
    }

    private <P> SequentialRun<P> sequential(Workload<P> workload, Job job) {
        try {
            return new SequentialRun<>(workload, works.get(workload), job, source);
        } catch (Exception e) {
            throw new IllegalStateException("the plain program cannot open the workload: " + e, e);
        }
    }

    /// An item was written.
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
                witness.evidence.keeperWrote(witness.job(), job);
            }
            witness.row(job, scheduler.instant());
        } else if (after.containsKey(Items.ACCUMULATOR)) {
            Accumulator now = Items.accumulator(after);
            of(now.job()).folded(now, scheduler.instant());
        } else {
            Report report = Items.report(after);
            report.outcomes().forEach(results::check);
            of(report.job()).evidence.reported(report, scheduler.instant());
        }
    }

    /// An object was put.
    public void put(String bucket, String key, Objects.Stored object, boolean isNew) {
        results.put(bucket, key, object, isNew);
    }

    /// A version of an input was deleted.
    public void inputGone(String version) {
        gone.add(version);
    }

    /// A message was sent.
    public void sent(Queue queue, String body) {
        Items.message(body).ifPresent(this::sent);
        Items.arrival(body).ifPresent(requests::sent);
    }

    private void sent(WorkMessage message) {
        JobWitness job = of(message.job());
        boolean settles =
                message instanceof WorkMessage.Finish && job.isSettling(scheduler.instant());
        job.evidence.sent(message, scheduler.isRunning(terms.keepers()) && !settles);
        if (job.evidence.keeperSentTooMuch()) {
            violated("I14", "the keeper sent more than it recorded as repairs: " + message);
        }
        if (message instanceof WorkMessage.Tasks tasks
                && job.doneBefore(tasks.epoch()).holdsSome(Evidence.range(tasks))) {
            violated("I11", "a redrive sent tasks that were done: " + tasks);
        }
        if (faultPlan.total() == 0 && message.hops() > 0) {
            violated("I14", "a message was requeued although nothing went wrong: " + message);
        }
    }

    /// A message was received.
    public void received(Queue queue, Queue.Message message) {
        Items.message(message.body()).ifPresent(one -> of(one.job()).evidence.received(one));
        if (queue.isForDeadLetters()) {
            Items.message(message.body()).ifPresent(one -> of(one.job()).evidence.died(one));
            Items.arrival(message.body()).ifPresent(this::died);
        }
    }

    private void died(Arrival letter) {
        switch (letter) {
            case Arrival.Waiting waiting -> {
                of(waiting.job()).evidence.dispatchDied();
                givenUp = true;
            }
            case Arrival.Uploaded uploaded -> {
                uploaded.objects().forEach(requests::died);
                givenUp = true;
            }
            case Arrival.Nothing _ -> {}
        }
    }

    /// A task starts.
    public void started(JobId id, int task) {
        JobWitness job = of(id);
        job.evidence.started(task);
        Instant over = job.over();
        if (over != null
                && scheduler.instant().isAfter(over.plus(UNAWARE).plus(terms.invocation()))) {
            violated("I7", "task " + task + " of " + id + " started, but the job ended at " + over);
        }
        if (job.evidence.starts() > job.evidence.tasksReceived()) {
            violated("I14", "more tasks of " + id + " ran than were received");
        }
    }

    /// How often a task has started.
    public int starts(JobId id, int task) {
        return of(id).evidence.starts(task);
    }

    /// Whether only the keeper can continue something that was given up: a message to the
    /// dispatcher, or a job whose caller got another answer.
    public boolean needsKeeper() {
        return givenUp;
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
        givenUp |= requests.abandons(request, job.id(), rows());
    }

    /// A request was rejected.
    public void rejected(JobRequest request) {
        givenUp |= requests.abandons(request, null, rows());
    }

    /// An upload was announced to the dispatch queue.
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
