package dev.fanfold.testing;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work.Finished;
import dev.fanfold.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Runs one task of a workload, without a cloud:
///
/// ```java
/// TaskResult<Long> third =
///         TaskTest.of(new WordCount()).input(TEXT).slice(100).resources(Map.of("token", "x")).task(3);
/// assertEquals(12, third.partial());
/// ```
///
/// Each run opens the work and closes it after the task.
///
/// @param <P> the workload's partial result
public final class TaskTest<P> {
    private final Workload<P> workload;
    private final Map<String, String> settings = new TreeMap<>();
    private Resources resources = Resources.of(Map.of());
    private byte @Nullable [] input;
    private long slice;
    private int attempt = 1;
    private int threads = 1;

    private TaskTest(Workload<P> workload) {
        this.workload = workload;
    }

    /// A test of this workload's tasks.
    public static <P> TaskTest<P> of(Workload<P> workload) {
        return new TaskTest<>(workload);
    }

    /// Sets a setting of the workload.
    public TaskTest<P> set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /// Sets the resources of the work, in the form of [Resources#of].
    public TaskTest<P> resources(Map<String, ?> values) {
        resources = Resources.of(values);
        return this;
    }

    /// Sets the input to this text.
    public TaskTest<P> input(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sets the input to these bytes.
    public TaskTest<P> input(byte[] bytes) {
        input = bytes.clone();
        return this;
    }

    /// Sets the slice size: how many bytes, numbers or items a task covers. By default, the plan
    /// decides.
    public TaskTest<P> slice(long units) {
        slice = units;
        return this;
    }

    /// Sets the number of the attempt, from 1.
    public TaskTest<P> attempt(int number) {
        attempt = number;
        return this;
    }

    /// Runs the task on this number of threads at the same time, with one opened work. By default,
    /// one thread runs it.
    ///
    /// All threads must return the same result.
    public TaskTest<P> threads(int count) {
        threads = count;
        return this;
    }

    /// The plan of round 0.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException if the settings or the input are invalid
    public Plan plan() throws Exception {
        return workload.plan(planning());
    }

    /// Calls the finish of round 0, with no task lost.
    ///
    /// @param total the merged partial results of all tasks
    public Finished finish(P total) throws Exception {
        try (OpenedJob<P> job = open()) {
            return job.finish(total);
        }
    }

    /// Runs task `index` of round 0 and returns its result.
    ///
    /// @throws AssertionError if two threads return different results
    /// @throws IllegalArgumentException if the plan has no such task
    /// @throws Exception if the task throws it
    public TaskResult<P> task(int index) throws Exception {
        try (OpenedJob<P> job = open()) {
            if (index < 0 || index >= job.plan().tasks()) {
                throw new IllegalArgumentException(
                        "the plan has tasks 0 to %d, not %d"
                                .formatted(job.plan().tasks() - 1, index));
            }
            List<TaskResult<P>> results = runConcurrently(() -> job.work(index, attempt));
            results.forEach(result -> checkSame(results.getFirst(), result));
            return results.getFirst();
        }
    }

    private OpenedJob<P> open() throws Exception {
        Planning planning = planning();
        return OpenedJob.open(workload, resources, planning, workload.plan(planning));
    }

    private Planning planning() {
        var draft = new Draft(workload, settings, input);
        draft.checkInput();
        return draft.planning(slice);
    }

    private List<TaskResult<P>> runConcurrently(Callable<TaskResult<P>> task) throws Exception {
        var start = new CyclicBarrier(threads);
        var runs = new ArrayList<Future<TaskResult<P>>>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                runs.add(
                        pool.submit(() -> {
                            start.await();
                            return task.call();
                        }));
            }
        }
        var results = new ArrayList<TaskResult<P>>();
        for (Future<TaskResult<P>> run : runs) {
            results.add(result(run));
        }
        return results;
    }

    private static <R> R result(Future<R> run) throws Exception {
        try {
            return run.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw e;
            }
        }
    }

    private void checkSame(TaskResult<P> first, TaskResult<P> second) {
        Codec<P> codec = workload.codec();
        boolean same =
                Arrays.equals(codec.encode(first.partial()), codec.encode(second.partial()))
                        && first.coverage().equals(second.coverage())
                        && first.records().equals(second.records());
        if (!same) {
            throw new AssertionError(
                    "of %d concurrent threads one returned %s, another %s: is the work thread-safe?"
                            .formatted(threads, first, second));
        }
    }
}
