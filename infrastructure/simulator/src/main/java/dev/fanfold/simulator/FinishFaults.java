package dev.fanfold.simulator;

import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.workload.Finishing;
import java.time.Instant;
import java.util.SplittableRandom;

/// How the finishes of a run behave.
final class FinishFaults {
    private static final int MAX_DEATHS = 8;
    private static final int MAX_PADDING = 50;
    private static final int TOO_LARGE_FOR_A_ROW = 8 * 1024;

    /// The longest waits of further rounds in seconds.
    private static final int[] WAITS = {5, 30, 120, 600, 900, 3_600};

    private final long seed;
    private final FaultPlan faultPlan;
    private final Scheduler scheduler;
    private int deaths;

    FinishFaults(long seed, FaultPlan faultPlan, Scheduler scheduler) {
        this.seed = seed;
        this.faultPlan = faultPlan;
        this.scheduler = scheduler;
    }

    /// Whether this attempt runs out of memory.
    boolean kills() {
        if (deaths == 0 && faultPlan.comesUp(Fault.FINISH_KILLS)) {
            deaths = 1 + faultPlan.random().nextInt(MAX_DEATHS);
        }
        if (deaths == 0) {
            return false;
        }
        deaths--;
        faultPlan.countAndTrace(Fault.FINISH_KILLS);
        return true;
    }

    /// How many blanks this attempt appends.
    int padding() {
        if (!faultPlan.hits(Fault.ANSWER_VARIES)) {
            return 0;
        }
        int large = faultPlan.random().nextBoolean() ? TOO_LARGE_FOR_A_ROW : 0;
        return large + faultPlan.random().nextInt(MAX_PADDING);
    }

    /// The time before which the further round is not planned. Most rounds wait for seconds or
    /// minutes. Some wait for longer than a message can.
    Instant notBefore(Finishing finished) {
        long salt = ((long) finished.round().number() << Integer.SIZE) + finished.plan().tasks();
        var random = new SplittableRandom(seed ^ salt);
        int max = WAITS[random.nextInt(WAITS.length)];
        return scheduler.clock().instant().plusMillis(1 + random.nextLong(max * 1_000L));
    }
}
