package dev.fanfold.simulator.service;

import dev.fanfold.testkit.services.ServicePromises;
import dev.fanfold.testkit.services.Services;
import org.junit.jupiter.api.Timeout;

/// The simulated services keep all promises of the real ones while no fault is injected.
@Timeout(60)
class SimulatedPromisesTest implements ServicePromises {
    // New services for each case, so that no case depends on the random numbers of another.
    private final Services services = SimulatedServices.create();

    @Override
    public Services services() {
        return services;
    }
}
