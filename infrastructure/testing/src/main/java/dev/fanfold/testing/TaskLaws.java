package dev.fanfold.testing;

import dev.fanfold.testing.Law.Broken;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.TaskResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The laws of the partial results of single tasks: two runs agree, the codec keeps them, and they
/// are small.
///
/// @param <P> the workload's partial result
final class TaskLaws<P> {
    /// In a plan with more tasks only the first and the last ones are checked.
    private static final int MAX_TASKS = 64;

    private final LawCheck<P> check;
    private final boolean valid;
    private final List<byte[]> parts = new ArrayList<>();

    /// @param valid whether tasks may fail only because they reject their input
    TaskLaws(LawCheck<P> check, boolean valid) {
        this.check = check;
        this.valid = valid;
    }

    /// The encoded partial results seen so far.
    List<byte[]> parts() {
        return parts;
    }

    /// @param first an opened job
    /// @param second the same job, opened separately
    Optional<Broken> check(OpenedJob<P> first, OpenedJob<P> second) {
        int tasks = first.plan().tasks();
        int[] chosen =
                IntStream.range(0, tasks)
                        .filter(task -> task < MAX_TASKS / 2 || task >= tasks - MAX_TASKS / 2)
                        .toArray();
        for (int task : chosen) {
            Optional<Broken> broken = check(task, first, second);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private Optional<Broken> check(int task, OpenedJob<P> first, OpenedJob<P> second) {
        try {
            TaskResult<P> one = first.work(task, 1);
            TaskResult<P> other = second.work(task, 2);
            byte[] bytes = check.codec().encode(one.partial());
            parts.add(bytes);
            return agree(task, one, other, bytes).or(() -> kept(task, one, other, bytes));
        } catch (InvalidInputException | PermanentFailureException atFault) {
            return Optional
                    .empty(); // lost; if only one run loses it, RUNS_AGREE of the answers fails
        } catch (Exception e) {
            return valid
                    ? Optional.of(new Broken(Law.TASKS_END, "task " + task + " threw " + e))
                    : Optional.empty();
        }
    }

    private Optional<Broken> agree(int task, TaskResult<P> one, TaskResult<P> other, byte[] bytes) {
        boolean agrees =
                one.coverage().equals(other.coverage())
                        && one.records().equals(other.records())
                        && (check.measures()
                                || Arrays.equals(bytes, check.codec().encode(other.partial())));
        return agrees
                ? Optional.empty()
                : Optional.of(
                        new Broken(
                                Law.RUNS_AGREE,
                                "task %d returned %s, and %s in a second run"
                                        .formatted(task, shown(one), shown(other))));
    }

    private Optional<Broken> kept(int task, TaskResult<P> one, TaskResult<P> other, byte[] bytes) {
        if (bytes.length > check.maxPartial()) {
            return Optional.of(check.tooLarge("the partial result of task " + task, bytes));
        }
        P back = check.codec().decode(bytes);
        boolean keeps =
                Arrays.equals(bytes, check.codec().encode(back))
                        && (!hasEquality(one.partial(), other.partial())
                                || back.equals(one.partial()));
        return keeps
                ? Optional.empty()
                : Optional.of(
                        new Broken(
                                Law.CODEC_KEEPS,
                                "the codec changed %s of task %d to %s"
                                        .formatted(
                                                InputLines.shown(String.valueOf(one.partial())),
                                                task,
                                                InputLines.shown(String.valueOf(back)))));
    }

    // Whether the class defines equality: the two results are equal although they are two objects.
    @SuppressWarnings("ReferenceEquality") // the check needs identity
    private static boolean hasEquality(Object one, Object other) {
        return one.equals(other)
                && (one != other || one instanceof Number || one instanceof CharSequence);
    }

    private static String shown(TaskResult<?> result) {
        return InputLines.shown(
                "%s, %s, %s".formatted(result.partial(), result.coverage(), result.records()));
    }
}
