package dev.fanfold.worker;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.DirectoryScratch;
import dev.fanfold.aws.OpenedWorks;
import dev.fanfold.aws.PoolResources;
import dev.fanfold.aws.SdkClients;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.ThreadTaskExecutor;
import dev.fanfold.engine.Worker;
import dev.fanfold.engine.work.Workloads;

/// Builds a worker.
///
/// @param works the worker's open works, which are closed together with the worker
record Wiring(Worker worker, OpenedWorks works) {
    static Wiring of(Settings settings) {
        DirectoryScratch scratch = DirectoryScratch.of(settings);
        var clients = new SdkClients(settings);
        var works = new OpenedWorks(PoolResources.of(settings, scratch, clients));
        return new Wiring(
                new Worker(
                        AwsPorts.of(settings, Workloads.discovered(), clients),
                        ThreadTaskExecutor.of(settings),
                        scratch,
                        works),
                works);
    }
}
