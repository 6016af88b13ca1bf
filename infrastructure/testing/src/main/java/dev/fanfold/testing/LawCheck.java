package dev.fanfold.testing;

import dev.fanfold.testing.Law.Broken;
import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Outputs;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Checks the laws of one workload on one job at a time.
///
/// @param <P> the workload's partial result
final class LawCheck<P> {
    /// The tasks of a plan that has more tasks are not checked.
    private static final int MAX_TASKS = 1_000;

    /// The number of rounds of a job that are checked.
    private static final int MAX_ROUNDS = 5;

    private final Workload<P> workload;
    private final PlanLaws plans;
    private final Resources resources;
    private final MeasuredMembers measuredMembers;
    private final long maxPartial;

    LawCheck(
            Workload<P> workload,
            Resources resources,
            MeasuredMembers measuredMembers,
            long maxPartial) {
        this.workload = workload;
        this.plans = new PlanLaws(workload);
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
        List<TaskLaws<P>> rounds =
                Stream.generate(() -> new TaskLaws<>(this, valid)).limit(MAX_ROUNDS).toList();
        for (long slice : slices(units(draft))) {
            Optional<Broken> broken = rounds(draft, slice, rounds, valid);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return merges(rounds, seed).or(() -> checkCuts(draft));
    }

    private Optional<Broken> rounds(
            Draft draft, long slice, List<TaskLaws<P>> rounds, boolean valid) {
        Planning planning = draft.planning(slice);
        var earlier = new ArrayList<Outputs>();
        for (TaskLaws<P> tasks : rounds) {
            Planning now = planning;
            List<Outputs> before = List.copyOf(earlier);
            var answers = new AnswerLaws<>(this, workload);
            Optional<Broken> broken =
                    plans.check(now, draft).or(() -> tasks(now, before, tasks, answers, valid));
            if (broken.isPresent()) {
                return broken.map(how -> in(now.round().number(), how));
            }
            if (answers.next().isEmpty()) {
                break;
            }
            planning = answers.next().get();
            earlier.add(answers.outputs());
        }
        return Optional.empty();
    }

    // Partial results of different rounds are never merged.
    private Optional<Broken> merges(List<TaskLaws<P>> rounds, long seed) {
        for (int round = 0; round < rounds.size(); round++) {
            Optional<Broken> broken =
                    new MergeLaws<>(workload, rounds.get(round).parts(), new Random(seed)).check();
            if (broken.isPresent()) {
                int number = round;
                return broken.map(how -> in(number, how));
            }
        }
        return Optional.empty();
    }

    private static Broken in(int round, Broken broken) {
        return round == 0
                ? broken
                : new Broken(broken.law(), "in round %d: %s".formatted(round, broken.how()));
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

    static Broken different(Law law, Object first, Object second) {
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

    // The slice sizes at which tasks are checked. If the size is 0, the plan decides.
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
        return plans.plan(draft.planning(slice));
    }

    private Optional<Broken> tasks(
            Planning planning,
            List<Outputs> earlier,
            TaskLaws<P> tasks,
            AnswerLaws<P> answers,
            boolean valid) {
        if (!(plans.plan(planning) instanceof Plan plan) || plan.tasks() > MAX_TASKS) {
            return Optional.empty();
        }
        try (var first = OpenedJob.open(workload, resources, planning, plan, earlier);
                var second = OpenedJob.open(workload, resources, planning, plan, earlier)) {
            return tasks.check(first, second).or(() -> answers.check(first, second, valid));
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
        // A plan without an input is cut into slices of 1 to MAX_TASKS units.
        Optional<String> difference =
                input == null
                        ? cuts.compareCuts(Math.min(units(draft), MAX_TASKS), draft::planning)
                        : cuts.compareCuts(input);
        return difference.map(how -> new Broken(Law.CUTS_AGREE, how));
    }
}
