package dev.fanfold.cli.application;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.FunctionStatus;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.application.Deadlines;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.messages.SettingsJson;
import java.util.Set;

/// An application on the local cloud. It uses the same implementations of the ports as the deployed
/// functions.
final class LocalApplication implements Application {
    private final LocalCloud cloud;
    private final Dispatcher dispatcher;
    private final JobQueries jobQueries;
    private final OutputQueries outputQueries;
    private final Set<String> workers;
    private final RequeueCount requeues;
    private final Deadlines deadlines;
    private volatile boolean isClosed;

    /// @param workers the names of the functions that run tasks
    /// @param requeues receives the functions' log lines, and errors of the thread that ends jobs
    ///   at their deadlines
    LocalApplication(
            LocalCloud cloud, Workloads workloads, Set<String> workers, RequeueCount requeues) {
        this.cloud = cloud;
        Ports ports = AwsPorts.of(Settings.dispatcher(LocalEnvironment.of(cloud)), workloads);
        this.dispatcher = new Dispatcher(ports, SettingsJson::parse);
        this.jobQueries = new JobQueries(ports);
        this.outputQueries = new OutputQueries(ports);
        this.workers = workers;
        this.requeues = requeues;
        this.deadlines = Deadlines.start(ports, requeues);
    }

    @Override
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    @Override
    public JobQueries jobQueries() {
        return jobQueries;
    }

    @Override
    public OutputQueries outputQueries() {
        return outputQueries;
    }

    @Override
    public Usage usage() {
        int environments =
                cloud.functions().stream()
                        .filter(function -> workers.contains(function.name()))
                        .mapToInt(FunctionStatus::environments)
                        .sum();
        return MeteredUsage.usage(cloud.meter(), workers, environments, requeues.tasks());
    }

    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            deadlines.close();
            cloud.close();
        }
    }
}
