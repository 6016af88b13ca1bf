package dev.fanfold.cli.junit;

import dev.fanfold.engine.plan.Plan;
import dev.fanfold.engine.work.Codec;
import dev.fanfold.engine.work.Definition;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.Planning;
import dev.fanfold.engine.work.Task;
import dev.fanfold.engine.work.Worked;
import dev.fanfold.engine.work.Workload;
import java.util.stream.LongStream;

/// The README's workload.
public final class Primes implements Workload<Long> {
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
    public Worked<Long> work(Task task) {
        return Worked.all(
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
