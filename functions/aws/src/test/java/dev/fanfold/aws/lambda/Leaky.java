package dev.fanfold.aws.lambda;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.io.IOException;
import java.util.random.RandomGenerator;

/// A workload that fails at a chosen point, with a text that must not be logged.
record Leaky(String secret, RandomGenerator random) implements Summing {
    @Override
    public Definition definition() {
        return Definition.of("leaky", "Tells.").with("key", "a secret");
    }

    @Override
    public Plan plan(Planning job) throws Exception {
        fail(4);
        return Plan.numbers(0, 6, 1);
    }

    @Override
    public TaskResult<Long> work(Task task) throws Exception {
        fail(2);
        return TaskResult.all(task, 1L);
    }

    @Override
    public Long merge(Long left, Long right) {
        if (random.nextInt(20) == 0) {
            throw new IllegalArgumentException(secret);
        }
        return left + right;
    }

    @Override
    public Finished finish(Long total, Finishing job) throws Exception {
        fail(2);
        return Finished.done("{\"" + secret + "\": " + total + "}");
    }

    private void fail(int oneIn) throws Exception {
        if (random.nextInt(oneIn) == 0) {
            throw switch (random.nextInt(5)) {
                case 0 -> new IllegalStateException(secret, new IOException(secret));
                case 1 -> new IOException(secret);
                case 2 -> new PermanentFailureException(secret);
                case 3 -> new InvalidInputException(secret);
                default -> new NumberFormatException("For input string: \"" + secret + "\"");
            };
        }
    }
}
