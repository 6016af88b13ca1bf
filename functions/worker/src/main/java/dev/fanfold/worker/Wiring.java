package dev.fanfold.worker;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.DirectoryScratch;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.ThreadCrew;
import dev.fanfold.engine.Worker;
import dev.fanfold.engine.work.Workloads;

/// A worker, put together.
final class Wiring {
    private Wiring() {}

    static Worker worker(Settings settings) {
        return new Worker(
                AwsPorts.of(settings, Workloads.discovered()),
                ThreadCrew.of(settings),
                DirectoryScratch.of(settings));
    }
}
