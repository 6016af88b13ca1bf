package dev.fanfold.testing;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.util.stream.LongStream;

/// The workload that the README shows.
public final class Primes implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("primes", "Counts primes.")
                .with("below", "count up to here")
                .computing();
    }

    @Override
    public Plan plan(Planning job) {
        return Plan.numbers(2, job.settings().number("below"), 1_000);
    }

    @Override
    public TaskResult<Long> work(Task task) {
        LongStream numbers = LongStream.range(task.slice().from(), task.slice().to());
        return TaskResult.all(task, numbers.filter(Primes::isPrime).count());
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"primes\": " + total + "}");
    }

    private static boolean isPrime(long n) {
        return LongStream.rangeClosed(2, (long) Math.sqrt((double) n))
                .allMatch(divisor -> n % divisor != 0);
    }
}
