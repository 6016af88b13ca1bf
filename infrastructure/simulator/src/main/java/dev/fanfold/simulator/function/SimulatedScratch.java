package dev.fanfold.simulator.function;

import dev.fanfold.engine.port.Scratch;
import dev.fanfold.simulator.check.Promises;
import dev.fanfold.simulator.time.Scheduler;
import java.nio.file.Path;

/// The scratch directories of an environment. Only their names exist, no files.
public record SimulatedScratch(Environment environment, Scheduler scheduler, Promises promises)
        implements Scratch {
    @Override
    public Path directory(String name) {
        if (!environment.createScratch(name)) {
            promises.violated("I12", "the scratch directory " + name + " is not empty");
        }
        return Path.of("simulated", name);
    }

    @Override
    public void wipe() {
        if (!scheduler.isDying()) {
            environment.wipeScratch();
        }
    }
}
