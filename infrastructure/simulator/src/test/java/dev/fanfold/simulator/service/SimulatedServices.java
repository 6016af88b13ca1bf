package dev.fanfold.simulator.service;

import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.time.Host;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.simulator.time.Trace;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.template.Templates;
import dev.fanfold.testkit.services.Services;
import dev.fanfold.testkit.services.TableShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/// The simulated services without faults and functions, in simulated time.
final class SimulatedServices extends Services {
    private static final List<CreateTableRequest> DECLARED =
            Templates.read(
                            Path.of("../stacks/storage.yaml"),
                            Map.of("Application", "fanfold"),
                            Queues::url)
                    .tables()
                    .stream()
                    .map(DeclaredResources.Table::request)
                    .toList();
    private final Scheduler scheduler;
    private final Queues queues;
    private final Tables tables;
    private final Objects objects;
    private int made;

    private SimulatedServices(Network network, Queues queues, Tables tables, Objects objects) {
        super(
                new SimulatedSqs(network, queues),
                new SimulatedDynamo(network, tables),
                new SimulatedStreams(network, tables),
                new SimulatedS3(network, objects),
                List.of());
        this.scheduler = network.scheduler();
        this.queues = queues;
        this.tables = tables;
        this.objects = objects;
    }

    static SimulatedServices create() {
        RandomGenerator random = new SplittableRandom(5);
        var network =
                new Network(
                        new Scheduler(new Trace(false)),
                        new FaultPlan(Set.of(), random, _ -> {}),
                        random);
        return new SimulatedServices(network, new Queues(network), new Tables(), new Objects());
    }

    @Override
    public void pass(Duration time) {
        scheduler.pass(time.toNanos() / 1_000);
    }

    /// Each call is a process. Processes take turns at every call to a service.
    @Override
    public <T> List<T> concurrently(List<Callable<T>> calls) {
        List<FutureTask<T>> tasks = calls.stream().map(FutureTask::new).toList();
        tasks.forEach(task -> scheduler.start(Host.named("caller"), task));
        while (scheduler.step()) {
            // until all processes have ended
        }
        var answers = new ArrayList<T>();
        tasks.forEach(task -> answers.add(task.resultNow()));
        return answers;
    }

    private String fresh(String kind) {
        return kind + made++;
    }

    @Override
    public String queue(Duration visibility) {
        return Queues.url(queues.create(fresh("queue"), visibility, "", Integer.MAX_VALUE).name());
    }

    @Override
    public String queue(Duration visibility, String deadLetters, int maxReceiveCount) {
        String grave = queues.at(deadLetters).name();
        return Queues.url(queues.create(fresh("queue"), visibility, grave, maxReceiveCount).name());
    }

    /// The application's table of this shape, under another name.
    @Override
    public String table(TableShape shape) {
        String kind = shape == TableShape.JOBS ? "-Jobs" : "-Reports";
        String name = fresh("table");
        CreateTableRequest declared =
                DECLARED.stream()
                        .filter(table -> table.tableName().endsWith(kind))
                        .findFirst()
                        .orElseThrow();
        // One shard, because records of different items are in order only within a shard.
        tables.create(declared.toBuilder().tableName(name).build(), 1);
        return name;
    }

    @Override
    public String stream(String table) {
        return SimulatedStreams.arn(table);
    }

    @Override
    public String bucket() {
        return bucket(false);
    }

    @Override
    public String versionedBucket() {
        return bucket(true);
    }

    private String bucket(boolean keepsVersions) {
        String name = fresh("bucket");
        objects.create(name, keepsVersions);
        return name;
    }
}
