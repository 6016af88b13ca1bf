package dev.fanfold.local.meter;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/// A meter that several threads use.
///
/// Its totals are approximate while they count, and exact at the end.
class SharedMeterTest {
    private static final List<String> OPERATIONS = List.of("SendMessage", "ReceiveMessage");

    @Test
    void nothingThatWasAddedIsMissing() {
        new ModelCheckingOptions()
                .iterations(4)
                .invocationsPerIteration(50)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(Counted.class);
    }

    @Param(name = "use", gen = IntGen.class, conf = "0:1")
    public static class Counted {
        private final Meter meter = new Meter();
        private final AtomicLong expectedTotal = new AtomicLong();

        @Operation
        public void add(@Param(name = "use") int use) {
            meter.add("f", "sqs", OPERATIONS.get(use), Meter.Unit.CALLS, 1 + use);
            expectedTotal.addAndGet(1 + use);
        }

        @Validate
        public void isWhole() {
            if (meter.total(Meter.Unit.CALLS) != expectedTotal.get()) {
                throw new AssertionError(meter.snapshot() + " instead of " + expectedTotal);
            }
        }
    }
}
