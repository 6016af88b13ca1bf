package dev.fanfold.testing;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.util.SplittableRandom;

/// Estimates pi, in as many rounds as the requested error needs.
public final class Pi implements Summing {
    private static final long POINTS = 100_000;

    @Override
    public Definition definition() {
        return Definition.of("pi", "Estimates pi with random points.")
                .with("error", "the standard error to reach", "0.005")
                .computing();
    }

    // Each round draws as many points as all rounds before it together, at least 100,000.
    @Override
    public Plan plan(Planning job) {
        long drawn = Drawn.in(job.round()).points;
        return Plan.numbers(drawn, drawn + Math.max(POINTS, drawn), 10_000);
    }

    @Override
    public TaskResult<Long> work(Task task) {
        var random = new SplittableRandom(task.slice().from());
        long inside = 0;
        for (long point = task.slice().from(); point < task.slice().to(); point++) {
            double x = random.nextDouble();
            double y = random.nextDouble();
            inside += x * x + y * y < 1 ? 1 : 0;
        }
        return TaskResult.all(task, inside);
    }

    @Override
    public Finished finish(Long inside, Finishing job) {
        Drawn drawn = Drawn.in(job.round()).plus(job.plan(), inside);
        return drawn.error() > Double.parseDouble(job.settings().text("error"))
                ? Finished.next(drawn.points + " " + drawn.inside)
                : Finished.done("{\"pi\": %s}".formatted(drawn.pi()));
    }

    /// The points of all rounds so far. Each round passes them on as its input.
    private record Drawn(long points, long inside) {
        static Drawn in(Round round) {
            String[] counts =
                    round.number() == 0 ? new String[] {"0", "0"} : round.input().split(" ");
            return new Drawn(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
        }

        Drawn plus(Plan plan, long moreInside) {
            return new Drawn(points + plan.to() - plan.from(), inside + moreInside);
        }

        double pi() {
            return 4.0 * inside / points;
        }

        double error() {
            return Math.sqrt(pi() * (4 - pi()) / points);
        }
    }
}
