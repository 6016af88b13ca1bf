package dev.fanfold.testing;

import dev.fanfold.testing.Law.Broken;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Workload;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/// Checks the laws of one workload on one job at a time.
///
/// @param <P> the workload's partial result
final class LawCheck<P> {
    /// Tasks are checked only in plans with at most so many tasks.
    private static final int MAX_TASKS = 1_000;

    private final Workload<P> workload;
    private final Resources resources;
    private final MeasuredMembers measuredMembers;
    private final long maxPartial;

    LawCheck(
            Workload<P> workload,
            Resources resources,
            MeasuredMembers measuredMembers,
            long maxPartial) {
        this.workload = workload;
        this.resources = resources;
        this.measuredMembers = measuredMembers;
        this.maxPartial = maxPartial;
    }

    Codec<P> codec() {
        return workload.codec();
    }

    MeasuredMembers measured() {
        return measuredMembers;
    }

    /// Whether partial results may contain measured values.
    boolean hasMeasuredMembers() {
        return !measuredMembers.names().isEmpty();
    }

    long maxPartial() {
        return maxPartial;
    }

    Broken tooLarge(String name, byte[] bytes) {
        return new Broken(
                Law.PARTIALS_ARE_SMALL,
                "%s is %d bytes; the limit is %d".formatted(name, bytes.length, maxPartial));
    }

    /// The first broken law; empty if the workload keeps all laws on this job.
    ///
    /// @param valid whether the workload must accept the input
    Optional<Broken> check(Draft draft, long seed, boolean valid) {
        var tasks = new TaskLaws<P>(this, valid);
        for (long slice : slices(units(draft))) {
            Optional<Broken> broken =
                    checkPlan(draft, slice).or(() -> checkTasks(draft, slice, tasks, valid));
            if (broken.isPresent()) {
                return broken;
            }
        }
        return new MergeLaws<>(workload, tasks.parts(), new Random(seed))
                .check()
                .or(() -> checkCuts(draft));
    }

    /// The plan of a job and how the job ended.
    record Outcome(Object plan, PlainJob.End end) {}

    Outcome outcome(Draft draft) {
        return new Outcome(plan(draft, 0), PlainJob.run(workload, resources, draft.planning(0)));
    }

    /// Compares two runs of a job.
    Optional<Broken> compare(Outcome before, Outcome after) {
        if (!before.plan.equals(after.plan)) {
            return Optional.of(different(Law.PLAN_IS_DETERMINISTIC, before.plan, after.plan));
        }
        String first = measuredMembers.without(before.end.toString());
        String second = measuredMembers.without(after.end.toString());
        return first.equals(second)
                ? Optional.empty()
                : Optional.of(different(Law.RUNS_AGREE, first, second));
    }

    private static Broken different(Law law, Object first, Object second) {
        return new Broken(
                law,
                "%s, and in a second run %s"
                        .formatted(
                                InputLines.shortened(first.toString(), second.toString()),
                                InputLines.shortened(second.toString(), first.toString())));
    }

    /// The largest number of tasks among the cuts that are checked.
    int maxTasks(Draft draft) {
        int max = 0;
        for (long slice : slices(units(draft))) {
            max = plan(draft, slice) instanceof Plan plan ? Math.max(max, plan.tasks()) : max;
        }
        return max;
    }

    private static Iterable<Long> slices(long units) {
        var slices = new TreeSet<Long>();
        for (long slice : new long[] {units, units / 3, units / 7, 19, 5}) {
            if (slice >= 1 && units / slice < MAX_TASKS) {
                slices.add(slice);
            }
        }
        slices.add(0L);
        return slices;
    }

    // The size of the input in bytes, or else the number of units of the plan.
    private long units(Draft draft) {
        return draft.input() != null
                ? draft.size()
                : plan(draft, 0) instanceof Plan plan ? plan.to() - plan.from() : 0;
    }

    /// The plan, or the reason why there is no plan, as text.
    Object plan(Draft draft, long slice) {
        try {
            return workload.plan(draft.planning(slice));
        } catch (InvalidInputException | PermanentFailureException e) {
            return "refused: " + e.getMessage();
        } catch (Exception e) {
            return "threw " + e;
        }
    }

    private Optional<Broken> checkPlan(Draft draft, long slice) {
        Object first = plan(draft, slice);
        Object second = plan(draft, slice);
        if (!first.equals(second)) {
            return Optional.of(different(Law.PLAN_IS_DETERMINISTIC, first, second));
        }
        return first instanceof Plan plan
                ? tilingError(plan, draft)
                        .map(how -> new Broken(Law.PLAN_TILES_THE_INPUT, how + ": " + plan))
                : Optional.empty();
    }

    private static Optional<String> tilingError(Plan plan, Draft draft) {
        long end = plan.from();
        for (int task = 0; task < plan.tasks(); task++) {
            Slice slice = plan.slice(task);
            if (slice.from() != end || slice.size() < 1) {
                return Optional.of("task %d covers %s, after %d".formatted(task, slice, end));
            }
            end = slice.to();
        }
        if (end != plan.to()) {
            return Optional.of("the last task ends at " + end);
        }
        return switch (plan) {
            case Plan.Bytes bytes ->
                    inputError(bytes.object().size(), bytes.object().name(), draft);
            case Plan.Items items ->
                    items.starts().toArray().length != plan.tasks()
                            ? Optional.of(
                                    "%d groups of items for %d tasks"
                                            .formatted(
                                                    items.starts().toArray().length, plan.tasks()))
                            : inputError(items.object().size(), items.object().name(), draft);
            case Plan.Numbers _ -> Optional.empty();
        };
    }

    private static Optional<String> inputError(long size, String name, Draft draft) {
        return draft.input() != null && size != draft.size()
                ? Optional.of("it covers %d bytes of %s, not the input".formatted(size, name))
                : Optional.empty();
    }

    private Optional<Broken> checkTasks(Draft draft, long slice, TaskLaws<P> tasks, boolean valid) {
        if (!(plan(draft, slice) instanceof Plan plan) || plan.tasks() > MAX_TASKS) {
            return Optional.empty();
        }
        try (var first = OpenedJob.open(workload, resources, draft.planning(slice), plan);
                var second = OpenedJob.open(workload, resources, draft.planning(slice), plan)) {
            return tasks.check(first, second)
                    .or(() -> new AnswerLaws<>(this, workload).check(first, second, valid));
        } catch (Exception e) {
            return Optional.of(new Broken(Law.TASKS_END, "open or close threw " + e));
        }
    }

    private Optional<Broken> checkCuts(Draft draft) {
        var cuts =
                new Cuts(
                        workload,
                        () -> resources,
                        (bytes, slice) -> draft.with(bytes).planning(slice),
                        measuredMembers);
        byte[] input = draft.input();
        Optional<String> difference =
                input == null
                        ? cuts.compareCuts(Math.min(units(draft), MAX_TASKS), draft::planning)
                        : cuts.compareCuts(input);
        return difference.map(how -> new Broken(Law.CUTS_AGREE, how));
    }
}
