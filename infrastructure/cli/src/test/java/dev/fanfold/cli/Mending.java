package dev.fanfold.cli;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Accepts items, one in each task, and rejects the last ones while a file exists. A redrive is a
/// further round over the rejected ones.
public final class Mending implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("mending", "Accepts items, some of them in a further round.")
                .with("items", "how many", "20")
                .with("broken", "how many are rejected", "2")
                .with("while", "they are rejected while this file exists", "")
                .with("note", "bytes added to the input of a further round", "0")
                .with("hopeless", "what the redrive throws", "");
    }

    @Override
    public Plan plan(Planning job) {
        long items = job.settings().number("items");
        return Plan.numbers(accepted(job.round()), items, 1);
    }

    @Override
    public TaskResult<Long> work(Task task) {
        JobSettings settings = task.settings();
        long broken = settings.number("items") - settings.number("broken");
        Path cause = Path.of(settings.text("while"));
        boolean isAccepted = task.slice().from() < broken || !Files.exists(cause);
        return isAccepted
                ? TaskResult.all(task, 1L)
                : new TaskResult<>(
                        0L, TaskResult.all(task, 0L).coverage(), new Records(1, 1, List.of()));
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"accepted\": %d}".formatted(accepted(job.round()) + total));
    }

    @Override
    public Optional<Finished.Next> redrive(Long total, Finishing job) {
        JobSettings settings = job.settings();
        if (!settings.text("hopeless").isEmpty()) {
            throw new InvalidInputException(settings.text("hopeless"));
        }
        long accepted = accepted(job.round()) + total;
        long rest = settings.number("items") - accepted;
        String input = accepted + " ".repeat((int) settings.number("note"));
        return rest == 0
                ? Optional.empty()
                : Optional.of(new Finished.Next(input, null, new Records(rest, rest, List.of())));
    }

    // The items that the rounds before accepted, which are the first ones.
    private static long accepted(Round round) {
        return round.number() == 0 ? 0 : Long.parseLong(round.input().strip());
    }
}
