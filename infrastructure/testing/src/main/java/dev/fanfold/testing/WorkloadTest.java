package dev.fanfold.testing;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.simulator.Application;
import dev.fanfold.simulator.JobAsk;
import dev.fanfold.simulator.Proof;
import dev.fanfold.simulator.RunResult;
import dev.fanfold.simulator.Scenario;
import dev.fanfold.simulator.Story;
import dev.fanfold.simulator.Subject;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Runs a workload under simulated faults, in a test:
///
/// ```java
/// @Test void primesAreRightWhateverHappens() {
///     WorkloadTest.of(new Primes(), Path.of("template.yaml")).set("below", "20000").seeds(1, 500);
/// }
/// ```
///
/// Each seed is a run with different faults. The faults `short-deadline` and `large-values` have no
/// effect, because the test sets the job: its deadline is the longest possible one. Every answer is
/// compared with the answer of a plain program that runs one task after another. A task may be lost
/// only because of an injected fault, or if the plain program loses it too, for a reason of the
/// same kind. An input is also cut into slices of many sizes, from a few bytes to the whole, and
/// all cuts must have the same answer.
///
/// If a further round waits, each run decides for how long, in simulated time.
public final class WorkloadTest {
    private static final int MIN_TASKS = 5;
    private final Workload<?> workload;
    private final Application application;
    private final Map<String, String> settings = new TreeMap<>();
    private Map<String, ?> resources = Map.of();
    private byte @Nullable [] input;
    private Tolerance tolerate = Tolerance.NONE;
    private long slice;
    private int pack;
    private MeasuredMembers measured = MeasuredMembers.NONE;

    private WorkloadTest(Workload<?> workload, Application application) {
        this.workload = workload;
        this.application = application;
    }

    /// A test of this workload.
    ///
    /// @param template the application's template; its nested stacks are found beside it
    public static WorkloadTest of(Workload<?> workload, Path template) {
        return new WorkloadTest(workload, Application.of(template));
    }

    /// Sets a setting of the workload.
    public WorkloadTest set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /// Sets the resources of the work, in the form of [Resources#of].
    ///
    /// Values that are not set are those of the pool's template. Clients that are not set
    /// (S3Client, DynamoDbClient, SqsClient) are supplied by the simulator, with faults. They use
    /// the template's buckets, tables and queues.
    public WorkloadTest resources(Map<String, ?> values) {
        resources = Map.copyOf(values);
        return this;
    }

    /// Sets the input to this text.
    public WorkloadTest input(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /// Sets the input to these bytes.
    public WorkloadTest input(byte[] bytes) {
        input = bytes.clone();
        return this;
    }

    /// Sets the tolerated number or share of lost tasks: `3` or `10%`.
    public WorkloadTest tolerate(String losses) {
        tolerate = new Tolerance(losses);
        return this;
    }

    /// Sets the slice size: how many bytes, numbers or items a task covers. By default, the plan
    /// decides.
    public WorkloadTest slice(long units) {
        slice = units;
        return this;
    }

    /// Sets the maximum number of tasks in a message.
    public WorkloadTest pack(int tasks) {
        pack = tasks;
        return this;
    }

    /// Declares members of the answer's JSON as measured, for example times and attempts. Their
    /// values and the lengths of outputs may then differ between runs. Partial results must not.
    public WorkloadTest measured(String... members) {
        measured = new MeasuredMembers(List.of(members));
        return this;
    }

    /// Runs `count` seeds, starting at `first`.
    ///
    /// @throws AssertionError if a run breaks a promise, with the smallest such run that was found;
    ///   or if the answer depends on how the input is cut, with two cuts
    /// @throws IllegalArgumentException if the seeds are invalid, if the job has fewer than five
    ///   tasks, if its input is missing, or if an input is set although the workload reads none
    public void seeds(long first, long count) {
        if (first < 0 || count < 1 || first > Long.MAX_VALUE - count) {
            throw new IllegalArgumentException(count + " seeds from " + first + " are not valid");
        }
        Proof proof = proof();
        var maxTasks = new AtomicLong();
        var failed = new ConcurrentSkipListMap<Long, RunResult>();
        proof.run(
                first,
                first + count,
                run -> {
                    maxTasks.accumulateAndGet(run.tasks(), Math::max);
                    run.violation().ifPresent(_ -> failed.put(run.scenario().seed(), run));
                },
                () -> false);
        if (!failed.isEmpty()) {
            throw new AssertionError(story(proof, failed.values().iterator().next()));
        }
        checkCuts();
        long tasks = checkPlain(maxTasks.get());
        if (tasks < MIN_TASKS) {
            throw new IllegalArgumentException(
                    ("a job of %d tasks shows little, because merge has no order to depend on."
                                    + " Set a smaller slice or a larger input, so that it has at least %d")
                            .formatted(tasks, MIN_TASKS));
        }
    }

    private static String story(Proof proof, RunResult failed) {
        RunResult smallest = proof.smallest(failed.scenario());
        return smallest.violation().isPresent()
                ? new Story(smallest).text()
                : "%s%n  It did not happen when it was run again: does the workload return different results each time?%n  scenario: %s"
                        .formatted(failed.violation().orElseThrow(), failed.scenario().text());
    }

    /// Runs the scenario that an earlier failure has printed.
    ///
    /// @throws AssertionError if it still fails, with its whole trace
    /// @param line a line `scenario: ...` of that failure, with or without its first word
    /// @throws IllegalArgumentException if the line is invalid; the message names the invalid part
    public void scenario(String line) {
        RunResult run = proof().run(Scenario.parse(line), true);
        if (run.violation().isPresent()) {
            throw new AssertionError(new Story(run).whole());
        }
    }

    private void checkCuts() {
        byte[] bytes = input;
        if (bytes != null) {
            var cuts = new Cuts(workload, this::plainResources, this::planning, measured);
            cuts.difference(bytes)
                    .ifPresent(difference -> {
                        throw new AssertionError(difference);
                    });
        }
    }

    // If the plain program cannot run the job either, the comparison of answers proves nothing, so
    // the test fails. Otherwise returns the number of tasks that the plain program ran. A run may
    // have more tasks, because two versions of the workload make two jobs of one request.
    private long checkPlain(long maxTasksOfRuns) {
        return switch (PlainJob.run(
                workload, plainResources(), planning(input == null ? new byte[0] : input, slice))) {
            case PlainJob.End.Refused refused ->
                    throw new IllegalArgumentException(
                            "this job shows nothing, because it has no plan: " + refused.message());
            case PlainJob.End.Lossy lossy when lossy.lost().size() == lossy.tasks() ->
                    throw new AssertionError(
                            "none of the %d tasks can be done, not even by a plain program; %s"
                                    .formatted(lossy.tasks(), lossy.first()));
            case PlainJob.End.Lossy lossy -> lossy.tasks();
            case PlainJob.End.Answered answered -> answered.tasks();
            case PlainJob.End.NotCovered notCovered -> notCovered.tasks();
            case PlainJob.End.Threw _ -> maxTasksOfRuns;
        };
    }

    private Resources plainResources() {
        return application.plainResources(workload, resources);
    }

    private Planning planning(byte[] bytes, long units) {
        return draft(input == null ? null : bytes).planning(units);
    }

    private Draft draft(byte @Nullable [] bytes) {
        return new Draft(workload, settings, bytes);
    }

    private JobOptions options(long units) {
        return new JobOptions(
                tolerate,
                JobOptions.DEFAULT_REJECT,
                pack,
                units,
                Draft.WORKERS,
                JobOptions.MAX_DEADLINE);
    }

    private Proof proof() {
        draft(input).checkInput();
        var jobAsk =
                new JobAsk(workload.definition().name(), settings, options(slice), input, false);
        Workload<?> compared =
                measured.names().isEmpty() ? workload : new Measured<>(workload, measured);
        return Proof.of(application, new Subject(List.of(compared), resources, List.of(jobAsk)));
    }
}
