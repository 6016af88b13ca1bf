package dev.fanfold.drill;

import dev.fanfold.testing.WorkloadLaws;
import org.junit.jupiter.api.Test;

/// A drill that is not told to fail keeps the laws of every workload.
class DrillTest {
    @Test
    void aDrillKeepsTheLaws() {
        WorkloadLaws.of(new Drill()).set("tasks", "12").check();
    }
}
