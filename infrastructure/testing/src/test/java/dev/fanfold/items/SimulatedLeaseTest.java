package dev.fanfold.items;

import dev.fanfold.simulator.Application;
import dev.fanfold.simulator.work.LineSums;
import dev.fanfold.workload.Resources.Registers;
import java.nio.file.Path;
import java.util.Map;

/// Leases in the simulator's table of jobs.
class SimulatedLeaseTest extends LeaseContract {
    private final Registers registers =
            Application.of(Path.of("../../template.yaml"))
                    .plainResources(new LineSums(), Map.of())
                    .registers();

    @Override
    Registers registers() {
        return registers;
    }
}
