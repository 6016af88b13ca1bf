package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.SummingMap;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A workload with a task for each item. A broken item is rejected. A further round reads the
/// rejected items again, and the answer counts each item once. Each task writes one output.
///
/// A test decides which items are broken, and what the finish and the redrive do.
final class Mending implements SummingMap {
    private static final String ACCEPTED = "accepted";

    /// A redrive that may throw.
    interface Redriving {
        Optional<Finished.Next> redrive(Finished.Next usual) throws Exception;
    }

    final Set<Long> broken = new HashSet<>();

    /// The items that ran, each with its round: `0/3`.
    final List<String> ran = new ArrayList<>();

    Squares.Before before = _ -> {};
    Redriving redriving = Optional::of;

    /// Whether the finish asks for a further round over the rejected items.
    Predicate<Finishing> asksForMore = _ -> false;

    Function<Records, Records> again = rejected -> rejected;
    @Nullable Instant notBefore;
    String note = "";

    static JobRequest request(int items, String reject, String tolerate, int rounds) {
        var options =
                new JobOptions(
                        new Tolerance(tolerate),
                        new Tolerance(reject),
                        1,
                        0,
                        10,
                        Duration.ofHours(1),
                        rounds);
        var settings = JobSettings.of(Map.of("items", String.valueOf(items)));
        return new JobRequest("mending", settings, options, null, "me", 0);
    }

    @Override
    public Definition definition() {
        return Definition.of("mending", "Accepts items.").with("items", "how many");
    }

    @Override
    public Plan plan(Planning job) {
        long items =
                job.round().number() == 0
                        ? job.settings().number("items")
                        : State.of(job.round()).items.size();
        return Plan.numbers(0, items, 1);
    }

    @Override
    public TaskResult<Map<String, Long>> work(Task task) throws Exception {
        long item =
                task.round().number() == 0
                        ? task.index()
                        : State.of(task.round()).items.get(task.index());
        before.task(task);
        ran.add(task.round().number() + "/" + item);
        try (OutputStream out = task.output("item")) {
            out.write((int) item);
        }
        if (!broken.contains(item)) {
            return TaskResult.all(task, new TreeMap<>(Map.of(ACCEPTED, 1L)));
        }
        var rejection = new Records.Rejection("items", item, "broken");
        return new TaskResult<>(
                new TreeMap<>(Map.of(String.valueOf(item), 1L)),
                TaskResult.all(task, 0L).coverage(),
                new Records(1, 1, List.of(rejection)));
    }

    @Override
    public Finished finish(Map<String, Long> total, Finishing job) {
        State state = State.of(job.round()).after(total);
        return asksForMore.test(job)
                ? next(state)
                : Finished.done(
                        "{\"accepted\":%d,\"rejected\":%s}".formatted(state.accepted, state.items));
    }

    @Override
    public Optional<Finished.Next> redrive(Map<String, Long> total, Finishing job)
            throws Exception {
        State state = State.of(job.round()).after(total);
        return state.items.isEmpty() ? Optional.empty() : redriving.redrive(next(state));
    }

    private Finished.Next next(State state) {
        int count = state.items.size();
        return new Finished.Next(
                state.text() + note, notBefore, again.apply(new Records(count, count, List.of())));
    }

    /// The number of accepted items of all rounds, and the rejected items.
    private record State(long accepted, List<Long> items) {
        static State of(Round round) {
            String[] parts = round.input().strip().split(":", 2);
            return round.number() == 0
                    ? new State(0, List.of())
                    : new State(
                            Long.parseLong(parts[0]),
                            Stream.of(parts[1].split(",")).map(Long::valueOf).toList());
        }

        State after(Map<String, Long> total) {
            return new State(
                    accepted + total.getOrDefault(ACCEPTED, 0L),
                    total.keySet().stream()
                            .filter(name -> !name.equals(ACCEPTED))
                            .map(Long::valueOf)
                            .sorted()
                            .toList());
        }

        String text() {
            return accepted + ":" + String.join(",", items.stream().map(String::valueOf).toList());
        }
    }
}
