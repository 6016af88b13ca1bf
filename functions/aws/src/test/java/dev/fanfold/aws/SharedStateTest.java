package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.OpeningFailedException;
import dev.fanfold.testkit.InMemoryBlobStore;
import dev.fanfold.testkit.TwoHalves;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Resources;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The shared state of an environment's threads is linearizable: concurrent calls return what one
/// thread could get by the same calls in some order. Two structures that lose updates show that the
/// search detects a violation.
class SharedStateTest {
    private static final List<JobId> JOBS = List.of(id(0), id(1));
    private static final List<Plan> PLANS = List.of(longPlan(0), longPlan(1));

    @Test
    void whatIsMadeOnceIsMadeOnce() {
        modelChecking().check(MadeOnce.class);
    }

    @Test
    void aWorkIsOpenedOnceAndAFailureIsThatOfItsInvocation() {
        modelChecking().check(Openings.class);
    }

    @Test
    void aPlanReadIsTheOneUnderItsKeyWhicheverWasKeptLast() {
        stress().iterations(3).invocationsPerIteration(100).check(KeptPlans.class);
    }

    @Test
    void aThingMadeTwiceIsFoundByModelChecking() {
        assertThatThrownBy(() -> modelChecking().check(MadeTwice.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    @Test
    void aLostUpdateIsFoundByStress() {
        assertThatThrownBy(() -> stress().check(LosesUpdates.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }

    private static ModelCheckingOptions modelChecking() {
        return new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(200)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(
                        0) // otherwise the value would exist before two threads compete for it
                .actorsAfter(1);
    }

    private static StressOptions stress() {
        return new StressOptions()
                .iterations(5)
                .invocationsPerIteration(2_000)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .minimizeFailedScenario(false);
    }

    private static JobId id(int number) {
        return new JobId("%032x".formatted(number));
    }

    private static Plan longPlan(int number) {
        Pin pin = new Pin(URI.create("s3://inbox/a"), "v", "e", 100);
        return Plan.bytes(pin, 0, 10, Map.of("header", String.valueOf(number).repeat(40_000)));
    }

    public static class MadeOnce {
        private final AtomicInteger made = new AtomicInteger();
        private final Lazy<Integer> lazy = new Lazy<>(made::incrementAndGet);

        @Operation
        public int get() {
            return lazy.get();
        }
    }

    /// A work that opens at the second attempt.
    public static class Openings {
        private final TwoHalves workload =
                new TwoHalves((time, _) -> {
                    if (time == 1) {
                        throw new IOException("the first time");
                    }
                });
        private final OpenedWorks works = new OpenedWorks(Resources.of(Map.of()));

        @Operation
        public void begin() {
            works.beginInvocation();
        }

        @Operation
        public boolean isOpened() throws Exception {
            try {
                works.get(workload);
                return true;
            } catch (OpeningFailedException e) {
                return false;
            }
        }
    }

    @Param(name = "job", gen = IntGen.class, conf = "0:1")
    public static class KeptPlans {
        private final PlanBlobs plans = new PlanBlobs(new InMemoryBlobStore());

        @Operation
        public boolean writtenPlanIsRead(@Param(name = "job") int job) {
            var item = new Attributes();
            plans.write(JOBS.get(job), PLANS.get(job), item);
            item.with("pk", JobItems.key(JOBS.get(job)));
            return PLANS.get(job).equals(plans.read(new StoredItem(item.item("a job", ""))));
        }
    }

    /// A wrong implementation of [Lazy].
    public static class MadeTwice {
        private int made;
        private @Nullable Integer kept;

        @Operation
        public int get() {
            Integer there = kept;
            if (there == null) {
                there = ++made;
                kept = there;
            }
            return there;
        }
    }

    /// A wrong way for a batch to collect failures: a list that is not thread-safe.
    public static class LosesUpdates {
        private final List<Integer> failures = new ArrayList<>();

        @Operation
        public void add() {
            failures.add(1);
        }

        @Operation
        public int size() {
            return failures.size();
        }
    }
}
