package com.example.drill;

import dev.fanfold.testing.WorkloadLaws;
import org.junit.jupiter.api.Test;

/// Without settings to fail, the drill satisfies the laws of workloads.
class DrillTest {
    @Test
    void aDrillSatisfiesTheLaws() {
        WorkloadLaws.of(new Drill()).set("tasks", "12").check();
    }
}
