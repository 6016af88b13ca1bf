package dev.fanfold.simulator.service;

import dev.fanfold.testkit.services.ServicePromises;
import dev.fanfold.testkit.services.Services;
import org.junit.jupiter.api.Timeout;

/// What the simulated services keep of the promises of the real ones while no fault strikes: all.
@Timeout(60)
class SimulatedPromisesTest implements ServicePromises {
    // A world of its own for each case, so that none depends on the others' draws.
    private final Services services = SimulatedServices.create();

    @Override
    public Services services() {
        return services;
    }
}
