package dev.fanfold.cli.junit;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PlainWorkload;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.util.stream.LongStream;

/// The README's workload.
public final class Primes implements PlainWorkload<Long> {
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
        return TaskResult.all(
                task,
                LongStream.range(task.slice().from(), task.slice().to())
                        .filter(Primes::isPrime)
                        .count());
    }

    private static boolean isPrime(long n) {
        return LongStream.rangeClosed(2, (long) Math.sqrt((double) n))
                .allMatch(divisor -> n % divisor != 0);
    }

    @Override
    public Long empty() {
        return 0L;
    }

    @Override
    public Long merge(Long left, Long right) {
        return left + right;
    }

    @Override
    public Codec<Long> codec() {
        return Codec.longs();
    }

    @Override
    public String finish(Long total, Finishing job) {
        return "{\"primes\":" + total + "}";
    }
}
