package dev.fanfold.cli;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Sums numbers in rounds. Each round keeps the lower half of the numbers of the one before. It can
/// wait before round 1, and its first task can fail.
public final class Halving implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("halving", "Sums numbers, and then half of them, in rounds.")
                .with("below", "the numbers of round 0 are below this", "10000")
                .with("times", "number of rounds", "3")
                .with("wait", "seconds before round 1", "0")
                .with("fails-in", "the round in which task 0 fails", "0")
                .with("fails-while", "task 0 fails while this file exists", "")
                .computing();
    }

    @Override
    public Plan plan(Planning job) {
        List<Long> sums = sums(job.round());
        Long last = sums.isEmpty() ? null : sums.getLast();
        if (job.previous(codec()).filter(total -> !total.equals(last)).isPresent()) {
            throw new IllegalStateException(
                    "the round before folded %s, and passed on %s"
                            .formatted(job.previous(codec()), last));
        }
        return Plan.numbers(0, job.settings().number("below") >> job.round().number(), 1_000);
    }

    @Override
    public TaskResult<Long> work(Task task) {
        Path cause = Path.of(task.settings().text("fails-while"));
        if (task.index() == 0
                && task.round().number() == task.settings().number("fails-in")
                && !cause.toString().isEmpty()
                && Files.exists(cause)) {
            throw new PermanentFailureException(cause + " exists");
        }
        return TaskResult.all(task, LongStream.range(task.slice().from(), task.slice().to()).sum());
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        List<Long> sums = Stream.concat(sums(job.round()).stream(), Stream.of(total)).toList();
        if (sums.size() == job.settings().number("times")) {
            return Finished.done(sums.toString());
        }
        long wait = sums.size() == 1 ? job.settings().number("wait") : 0;
        String passed = String.join(",", sums.stream().map(String::valueOf).toList());
        return new Finished.Next(passed, wait == 0 ? null : Instant.now().plusSeconds(wait));
    }

    private static List<Long> sums(Round round) {
        return round.input().isEmpty()
                ? List.of()
                : Stream.of(round.input().split(",")).map(Long::valueOf).toList();
    }
}
