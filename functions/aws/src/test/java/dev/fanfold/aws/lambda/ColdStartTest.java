package dev.fanfold.aws.lambda;

import dev.fanfold.testkit.FakeClock;
import dev.fanfold.testkit.lambda.Contexts;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/// Concurrent invocations in one environment. Lambda does not run them, but an environment with
/// concurrency would.
class ColdStartTest {
    @Test
    void oneInvocationIsTheColdOne() {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(1)
                .check(Invocations.class);
    }

    public static class Invocations {
        private final Journal journal = new Journal(new FakeClock());

        @Operation
        public boolean isCold() {
            return journal.write(
                    Contexts.plenty(), entry -> entry.measured.containsKey(Metric.COLD_STARTS));
        }
    }
}
