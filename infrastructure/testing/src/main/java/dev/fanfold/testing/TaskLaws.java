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

/// Checks the laws of single tasks.
///
/// Two runs of a task return the same result, the codec does not change the partial result, and the
/// encoded partial result is small enough.
///
/// @param <P> the workload's partial result
final class TaskLaws<P> {
    /// If a plan has more tasks, only the first 32 and the last 32 are checked.
    private static final int MAX_TASKS = 64;

    private final LawCheck<P> check;
    private final boolean valid;
    private final List<byte[]> parts = new ArrayList<>();

    /// @param valid whether the workload must accept the input; a task may then reject records or
    ///   its slice, but must not throw anything else
    TaskLaws(LawCheck<P> check, boolean valid) {
        this.check = check;
        this.valid = valid;
    }

    /// The encoded partial results of all tasks checked so far.
    List<byte[]> parts() {
        return parts;
    }

    /// Returns the first broken law; empty if there is none.
    ///
    /// @param first an opened round
    /// @param second the same round, opened separately
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
            Optional<TaskResult<P>> firstResult = result(first, task, 1);
            Optional<TaskResult<P>> secondResult = result(second, task, 2);
            if (firstResult.isPresent() && secondResult.isPresent()) {
                return check(task, firstResult.get(), secondResult.get());
            }
            return firstResult.isPresent() == secondResult.isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            new Broken(
                                    Law.RUNS_AGREE,
                                    "task %d is lost in one run, and not in the other"
                                            .formatted(task)));
        } catch (InvalidInputException | PermanentFailureException rejected) {
            return Optional.empty(); // the codec rejects the result, so the task is lost
        } catch (Exception e) {
            return valid
                    ? Optional.of(new Broken(Law.TASKS_END, "task " + task + " threw " + e))
                    : Optional.empty();
        }
    }

    // The result of a task; empty if the task is lost.
    private Optional<TaskResult<P>> result(OpenedJob<P> job, int task, int attempt)
            throws Exception {
        try {
            return Optional.of(job.work(task, attempt));
        } catch (InvalidInputException | PermanentFailureException rejected) {
            return Optional.empty();
        }
    }

    private Optional<Broken> check(
            int task, TaskResult<P> firstResult, TaskResult<P> secondResult) {
        byte[] bytes = check.codec().encode(firstResult.partial());
        parts.add(bytes);
        return compare(task, firstResult, secondResult, bytes)
                .or(() -> checkCodec(task, firstResult, secondResult, bytes));
    }

    private Optional<Broken> compare(
            int task, TaskResult<P> firstResult, TaskResult<P> secondResult, byte[] bytes) {
        boolean isSame =
                firstResult.coverage().equals(secondResult.coverage())
                        && firstResult.records().equals(secondResult.records())
                        && (check.hasMeasuredMembers()
                                || Arrays.equals(
                                        bytes, check.codec().encode(secondResult.partial())));
        return isSame
                ? Optional.empty()
                : Optional.of(
                        new Broken(
                                Law.RUNS_AGREE,
                                "task %d returned %s, and %s in a second run"
                                        .formatted(
                                                task,
                                                described(firstResult),
                                                described(secondResult))));
    }

    private Optional<Broken> checkCodec(
            int task, TaskResult<P> firstResult, TaskResult<P> secondResult, byte[] bytes) {
        if (bytes.length > check.maxPartial()) {
            return Optional.of(check.tooLarge("the partial result of task " + task, bytes));
        }
        P decoded = check.codec().decode(bytes);
        boolean isKept =
                Arrays.equals(bytes, check.codec().encode(decoded))
                        && (!hasEquality(firstResult.partial(), secondResult.partial())
                                || decoded.equals(firstResult.partial()));
        return isKept
                ? Optional.empty()
                : Optional.of(
                        new Broken(
                                Law.CODEC_KEEPS,
                                "the codec changed %s of task %d to %s"
                                        .formatted(
                                                InputLines.shortened(
                                                        String.valueOf(firstResult.partial())),
                                                task,
                                                InputLines.shortened(String.valueOf(decoded)))));
    }

    // Whether the class of the partial results defines equality: two results are equal without
    // being identical. Equal numbers and texts may be identical, because they may be cached.
    @SuppressWarnings("ReferenceEquality") // the check needs identity
    private static boolean hasEquality(Object first, Object second) {
        return first.equals(second)
                && (first != second || first instanceof Number || first instanceof CharSequence);
    }

    private static String described(TaskResult<?> result) {
        return InputLines.shortened(
                "%s, %s, %s".formatted(result.partial(), result.coverage(), result.records()));
    }
}
