package com.example.drill;

import dev.fanfold.testing.WorkloadLaws;
import org.junit.jupiter.api.Test;

/// Tests that the drill keeps the laws of workloads if its settings make no task fail.
class DrillTest {
    @Test
    void aDrillSatisfiesTheLaws() {
        WorkloadLaws.of(new Drill()).set("tasks", "12").check();
        WorkloadLaws.of(new Drill()).set("tasks", "12").set("rounds", "3").check();
        WorkloadLaws.of(new Drill()).set("tasks", "12").set("outputs", "2").check();
    }
}
