package dev.fanfold.simulator.check;

import dev.fanfold.aws.ReportItem;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.Source;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.messages.AccumulatorJson;
import dev.fanfold.messages.JobJson;
import dev.fanfold.messages.Packed;
import dev.fanfold.messages.PlanJson;
import dev.fanfold.messages.WorkMessageJson;
import dev.fanfold.simulator.fault.Faults;
import dev.fanfold.simulator.service.Objects;
import dev.fanfold.simulator.service.Queue;
import dev.fanfold.simulator.service.Versions;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.simulator.work.Nature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sees everything that is written, sent, received and done in a run, and keeps the first promise
/// that was not kept.
public final class Witness {
    /// Until a worker has read a job's row again, and its invocation is over, with clocks apart.
    private static final Duration BOUND = Duration.ofSeconds(2 + 120 + 10);

    private final Scheduler scheduler;
    private final Faults faults;
    private final Workloads workloads;
    private final Objects objects;
    private final String results;
    private final Source source;
    private final BiFunction<JobId, Integer, Nature> natures;
    private final Map<JobId, JobWitness> jobs = new LinkedHashMap<>();
    private final Set<String> announced = new TreeSet<>();
    private final Set<String> answers = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private @Nullable Violation first;
    private int open;
    private boolean deadUpload;

    /// @param workloads as they are without faults
    /// @param results name of the bucket of results
    /// @param source gives what was uploaded, whatever became of it
    public Witness(
            Scheduler scheduler,
            Faults faults,
            Workloads workloads,
            Objects objects,
            String results,
            Source source,
            BiFunction<JobId, Integer, Nature> natures) {
        this.scheduler = scheduler;
        this.faults = faults;
        this.workloads = workloads;
        this.objects = objects;
        this.results = results;
        this.source = source;
        this.natures = natures;
    }

    /// The first promise that was not kept.
    public Optional<Violation> violation() {
        return Optional.ofNullable(first);
    }

    /// Notes that a promise was not kept.
    public void violated(String invariant, String what) {
        if (first == null) {
            first = new Violation(invariant, what);
            scheduler.note("VIOLATION " + first);
        }
    }

    /// How many jobs are open.
    public int open() {
        return open;
    }

    /// The rows of all jobs, as they are now.
    public Collection<Job> rows() {
        return jobs.values().stream()
                .map(JobWitness::job)
                .filter(java.util.Objects::nonNull)
                .map(java.util.Objects::requireNonNull)
                .toList();
    }

    /// A job's row, null while there is none.
    public @Nullable Job row(JobId id) {
        return of(id).job();
    }

    private JobWitness of(JobId id) {
        return jobs.computeIfAbsent(
                id,
                _ ->
                        new JobWitness(
                                job -> program(job),
                                this::loaded,
                                task -> natures.apply(id, task),
                                gone,
                                (invariant, what) ->
                                        violated(invariant, "job " + id + ": " + what)));
    }

    private Sequential<?> program(Job job) {
        return new Sequential<>(workloads.find(job.request().workload()), job, source);
    }

    private byte[] loaded(Payload payload) {
        return switch (payload) {
            case Payload.Inline here -> here.bytes();
            case Payload.Spilled there -> spilled(there);
        };
    }

    private byte[] spilled(Payload.Spilled there) {
        Optional<Objects.Stored> object = objects.latest(results, there.key());
        if (object.isEmpty() || object.get().bytes().length != there.size()) {
            violated("I12", "it points at " + there + ", where there is nothing of the kind");
        }
        return object.map(Objects.Stored::bytes).orElse(new byte[0]);
    }

    /// An item was written.
    public void written(
            String table,
            @Nullable Map<String, AttributeValue> before,
            Map<String, AttributeValue> raw) {
        Map<String, AttributeValue> after = Versions.read(raw, true);
        if (after.containsKey("job")) {
            Job job = job(after);
            JobWitness witness = of(job.id());
            open += (job.isOpen() ? 1 : 0) - (witness.isOpen() ? 1 : 0);
            witness.row(job, scheduler.instant());
        } else if (after.containsKey("accumulator")) {
            Accumulator now =
                    AccumulatorJson.read(
                            new Packed(
                                    after.get("accumulator").s(),
                                    after.get("values").b().asByteArrayUnsafe()));
            of(now.job()).folded(now, scheduler.instant());
        } else {
            AttributeValue partials = after.get(ReportItem.PARTIALS);
            ReportItem.read(
                            after.get(ReportItem.REPORT).s(),
                            partials == null ? null : partials.b().asByteBuffer())
                    .outcomes()
                    .forEach(this::pointsSomewhere);
        }
    }

    private void pointsSomewhere(Outcome outcome) {
        if (outcome instanceof Outcome.Done done
                && done.partial() instanceof Payload.Spilled there) {
            spilled(there);
        }
    }

    private static Job job(Map<String, AttributeValue> item) {
        AttributeValue plan = item.get("plan");
        AttributeValue result = item.get("result");
        return JobJson.read(
                item.get("job").s(),
                plan == null ? null : PlanJson.read(plan.s()),
                result == null
                        ? null
                        : new Payload.Inline(result.s().getBytes(StandardCharsets.UTF_8)));
    }

    /// An object was put.
    public void put(String bucket, String key, Objects.Stored object, boolean isNew) {
        if (bucket.equals(results) && !isNew) {
            violated("I5", key + " was written twice");
        }
        String folder = key.substring(0, key.lastIndexOf('/') + 1);
        if (key.startsWith("results/") && !answers.add(folder)) {
            violated("I5", "a second answer in " + folder);
        }
    }

    /// A version of an input was taken away.
    public void inputGone(String version) {
        gone.add(version);
    }

    /// A message was sent.
    public void sent(Queue queue, String body) {
        read(body)
                .ifPresent(message -> {
                    JobWitness job = of(message.job());
                    job.evidence.sent(message, scheduler.isRunning("Keeper"));
                    Job row = job.job();
                    if (row != null && job.evidence.sentByKeeper() > row.progress().repairs()) {
                        violated("I14", "more is sent again than the row of " + row.id() + " says");
                    }
                    if (message instanceof WorkMessage.Tasks tasks
                            && tasks.epoch() > 0
                            && job.doneAtReopening()
                                    .holdsSome(TaskSet.range(tasks.from(), tasks.to()))) {
                        violated("I11", "redriven although they were done: " + tasks);
                    }
                    if (faults.total() == 0 && message.hops() > 0) {
                        violated("I14", "sent again although nothing went wrong: " + message);
                    }
                });
    }

    /// A message was received.
    public void received(Queue queue, Queue.Message message) {
        read(message.body()).ifPresent(one -> of(one.job()).evidence.received(one));
        // Of an upload that nobody could take in, the dead-letter queue's alarm tells.
        deadUpload |= queue.isForDeadLetters() && message.body().contains("\"Records\"");
    }

    private static Optional<WorkMessage> read(String body) {
        String text = Versions.read(body, true);
        return text.contains("\"do\":")
                ? Optional.of(WorkMessageJson.read(text))
                : Optional.empty();
    }

    /// A task starts.
    public void started(JobId id, int task) {
        JobWitness job = of(id);
        job.evidence.started(task);
        java.time.Instant over = job.over();
        if (over != null && scheduler.instant().isAfter(over.plus(BOUND))) {
            violated("I7", "task " + task + " of " + id + " starts, and the job ended at " + over);
        }
        if (job.evidence.starts() > job.evidence.tasksReceived()) {
            violated("I14", "more tasks of " + id + " are run than were received");
        }
    }

    /// How often a task was started.
    public int starts(JobId id, int task) {
        return of(id).evidence.starts(task);
    }

    /// An upload that somebody was told of.
    public void announced(String version) {
        announced.add(version);
    }

    // An effect outside is keyed by job and task: it happens once if one request is one job.
    private void oneJobEach() {
        var asked = new HashSet<String>();
        for (Job job : rows()) {
            String input = job.input() == null ? "" : job.input().version();
            if (!asked.add(job.request() + input)) {
                violated("I8", "two jobs for " + job.request());
            }
            announced.remove(input);
        }
        if (!announced.isEmpty() && !deadUpload) {
            violated("I4", "no job came of the uploads " + announced);
        }
    }

    /// The run is over: what must have come true by now.
    public void end() {
        oneJobEach();
        for (JobWitness witness : jobs.values()) {
            Job job = witness.job();
            if (job == null) {
                continue;
            }
            if (job.isOpen()) {
                Accumulator folded = witness.accumulator();
                violated(
                        "I4",
                        "job %s is still %s, %s missing"
                                .formatted(
                                        job.id(),
                                        job.state(),
                                        folded == null ? "all" : folded.missing()));
            }
            if (faults.total() == 0) {
                undisturbed(witness, job);
            }
        }
    }

    private void undisturbed(JobWitness witness, Job job) {
        if (job.progress().repairs() > 0) {
            violated("I14", "repaired although nothing went wrong: " + job.progress());
        }
        if (witness.evidence.starts() != job.planned().tasks()) {
            violated(
                    "I14",
                    witness.evidence.starts() + " runs of " + job.planned().tasks() + " tasks");
        }
    }
}
