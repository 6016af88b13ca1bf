package @package@;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.util.stream.LongStream;

/// Counts the primes below a number. An example to replace.
public final class @class@ implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("@name@", "Counts primes.")
                .with("below", "count up to here")
                .computing();
    }

    @Override
    public Plan plan(Planning job) {
        long below = Math.max(2, job.settings().number("below"));
        return Plan.numbers(2, below, Math.max(1_000, job.slice()));
    }

    @Override
    public TaskResult<Long> work(Task task) {
        LongStream numbers = LongStream.range(task.slice().from(), task.slice().to());
        return TaskResult.all(task, numbers.filter(@class@::isPrime).count());
    }

    private static boolean isPrime(long n) {
        return LongStream.rangeClosed(2, (long) Math.sqrt((double) n))
                .allMatch(divisor -> n % divisor != 0);
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"primes\": " + total + "}");
    }
}
