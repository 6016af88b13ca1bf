package dev.fanfold.testing;

import dev.fanfold.testing.Law.Broken;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Workload;
import java.util.Optional;

/// Checks the laws of the plan of a round: the plan is deterministic, and its slices tile the
/// input, so that each unit lies in exactly one slice.
final class PlanLaws {
    private final Workload<?> workload;

    PlanLaws(Workload<?> workload) {
        this.workload = workload;
    }

    /// The plan, or a text that says why there is none.
    Object plan(Planning planning) {
        try {
            return workload.plan(planning);
        } catch (InvalidInputException | PermanentFailureException e) {
            return "refused: " + e.getMessage();
        } catch (Exception e) {
            return "threw " + e;
        }
    }

    /// The first broken law of the plan of this round; empty if there is none.
    Optional<Broken> check(Planning planning, Draft draft) {
        Object one = plan(planning);
        Object other = plan(planning);
        if (!one.equals(other)) {
            return Optional.of(LawCheck.different(Law.PLAN_IS_DETERMINISTIC, one, other));
        }
        return one instanceof Plan plan
                ? tiles(plan)
                        .or(() ->
                                planning.round().number() == 0
                                        ? covers(plan, draft)
                                        : Optional.empty())
                        .map(how -> new Broken(Law.PLAN_TILES_THE_INPUT, how + ": " + plan))
                : Optional.empty();
    }

    // How the slices fail to tile the plan's units; empty if they tile them.
    private static Optional<String> tiles(Plan plan) {
        long at = plan.from();
        for (int task = 0; task < plan.tasks(); task++) {
            Slice slice = plan.slice(task);
            if (slice.from() != at || slice.size() < 1) {
                return Optional.of("task %d covers %s, after %d".formatted(task, slice, at));
            }
            at = slice.to();
        }
        if (at != plan.to()) {
            return Optional.of("the last task ends at " + at);
        }
        return Optional.empty();
    }

    // How the plan fails to cover the input; empty if it covers it. Only the plan of round 0 must
    // cover the input, because a further round may read other objects.
    private static Optional<String> covers(Plan plan, Draft draft) {
        return switch (plan) {
            case Plan.Bytes bytes -> covers(bytes.object().size(), bytes.object().name(), draft);
            case Plan.Items items ->
                    items.starts().toArray().length != plan.tasks()
                            ? Optional.of(
                                    "%d groups of items for %d tasks"
                                            .formatted(
                                                    items.starts().toArray().length, plan.tasks()))
                            : covers(items.object().size(), items.object().name(), draft);
            case Plan.Numbers _ -> Optional.empty();
        };
    }

    private static Optional<String> covers(long size, String name, Draft draft) {
        return draft.input() != null && size != draft.size()
                ? Optional.of("it covers %d bytes of %s, not the input".formatted(size, name))
                : Optional.empty();
    }
}
