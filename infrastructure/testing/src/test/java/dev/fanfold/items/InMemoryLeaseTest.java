package dev.fanfold.items;

import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Resources.Registers;
import java.util.Map;

/// Leases in the registers of unit tests.
class InMemoryLeaseTest extends LeaseContract {
    private final Registers registers = Resources.of(Map.of()).registers();

    @Override
    Registers registers() {
        return registers;
    }
}
