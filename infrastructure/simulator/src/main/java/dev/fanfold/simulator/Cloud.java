package dev.fanfold.simulator;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.simulator.check.Terms;
import dev.fanfold.simulator.check.Witness;
import dev.fanfold.simulator.function.FunctionHost;
import dev.fanfold.simulator.function.QueueFeed;
import dev.fanfold.simulator.function.Schedule;
import dev.fanfold.simulator.function.SimulatedCalls;
import dev.fanfold.simulator.function.StreamFeed;
import dev.fanfold.simulator.function.World;
import dev.fanfold.simulator.service.Announcements;
import dev.fanfold.simulator.service.Network;
import dev.fanfold.simulator.service.Objects;
import dev.fanfold.simulator.service.Queue;
import dev.fanfold.simulator.service.Queues;
import dev.fanfold.simulator.service.Tables;
import dev.fanfold.template.Aws;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.template.Function;
import dev.fanfold.template.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The application's queues, tables, buckets and functions, created from its template.
final class Cloud {
    private static final int FEW_WORKERS = 2;
    private final Application application;
    private final World world;
    private final Application.Releases releases;
    private final Map<String, ?> resources;
    private final RandomGenerator random;
    private final boolean slow;
    private final Backend backend;
    private final Queues queues;
    private final Tables tables;
    final Objects objects;
    private final List<StreamFeed> streams = new ArrayList<>();
    private final List<Runnable> schedules = new ArrayList<>();
    private final Set<String> consumed = new HashSet<>();
    private final AwsPorts.Services services;
    private final Announcements announcements;
    private String inbox = "";
    private @Nullable Queue arrivals;

    /// @param resources the resources that tests give to works
    /// @param slow whether a worker takes one message at a time and few workers run concurrently
    Cloud(
            Application application,
            World world,
            Application.Releases releases,
            Map<String, ?> resources,
            RandomGenerator random,
            Network network,
            boolean slow) {
        this.slow = slow;
        this.application = application;
        this.world = world;
        this.releases = releases;
        this.resources = resources;
        this.random = random;
        this.backend = new Backend(application.declared(), network, world.random());
        this.queues = backend.queues;
        this.tables = backend.tables;
        this.objects = backend.objects;
        this.announcements = new Announcements(network, queues);
        this.services =
                new AwsPorts.Services(
                        () -> backend.sqs,
                        backend.dynamo,
                        () -> backend.s3,
                        new SimulatedCalls(world.scheduler(), random),
                        world.scheduler().clock(),
                        random);
        findInbox(application.declared());
    }

    private void findInbox(DeclaredResources declaredResources) {
        for (DeclaredResources.Bucket bucket : declaredResources.buckets()) {
            if (!bucket.notifications().isEmpty()) {
                inbox = bucket.name();
                arrivals = queues.named(Aws.nameIn(bucket.notifications().getFirst().queueArn()));
            }
        }
    }

    /// Shows the witness every write to the application's tables, every object put and every
    /// message sent to its queues. It does not see the tables and queues of pools.
    void watch(Witness witness) {
        Set<String> ownTables = application.tables();
        Set<String> ownQueues = application.queues();
        tables.watch((table, before, after) -> {
            if (ownTables.contains(table)) {
                witness.look(() -> witness.written(table, before, after));
            }
        });
        objects.watch((bucket, key, object, isNew) ->
                witness.look(() -> witness.put(bucket, key, object, isNew)));
        queues.watch((queue, body) -> {
            if (ownQueues.contains(queue.name())) {
                witness.look(() -> witness.sent(queue, body));
            }
        });
    }

    /// Starts the event sources of all functions except the schedules.
    ///
    /// @param received is called with every message that is received
    void start(BiConsumer<Queue, Queue.Message> received) {
        for (Function function : application.declared().functions()) {
            Application.kind(function).ifPresent(kind -> start(kind, function, received));
        }
    }

    private FunctionHost host(Function function, Application.Kind kind) {
        Settings settings = Application.settings(kind, function.environment());
        return new FunctionHost(
                kind.hosts() + function.id(),
                function.timeout(),
                kind.killing,
                environment ->
                        Application.handler(
                                kind,
                                settings,
                                new Application.Code(
                                        releases.workloads(environment.host().newer()),
                                        new SimulatedResources(
                                                resources, function.environment(), () -> backend)),
                                services,
                                environment,
                                world,
                                random),
                world);
    }

    private void start(
            Application.Kind kind, Function function, BiConsumer<Queue, Queue.Message> received) {
        FunctionHost host = host(function, kind);
        boolean few = slow && kind == Application.Kind.WORKER;
        for (Source source : function.sources()) {
            switch (source) {
                case Source.OfQueue queue -> {
                    consumed.add(queue.queue());
                    new QueueFeed(
                            world,
                            queues.named(queue.queue()),
                            few ? queue.atMost(1, FEW_WORKERS) : queue,
                            host,
                            received);
                }
                case Source.OfStream stream ->
                        streams.add(
                                new StreamFeed(
                                        world,
                                        tables.stream(stream.table()).orElseThrow(),
                                        stream,
                                        host,
                                        queues));
                case Source.OfSchedule schedule ->
                        schedules.add(() -> new Schedule(world, schedule.rate(), host));
            }
        }
    }

    /// Starts the schedules.
    void startSchedules() {
        schedules.forEach(Runnable::run);
        schedules.clear();
    }

    /// Whether nothing is in transit: all consumed queues are empty, and all streams are read to
    /// their end.
    boolean isQuiet() {
        return consumed.stream().allMatch(name -> queues.named(name).isEmpty())
                && streams.stream().allMatch(StreamFeed::isDone);
    }

    /// The front door that the API uses, in the version that the running process has.
    Dispatcher dispatcher() {
        Settings settings =
                Application.settings(
                        Application.Kind.DISPATCHER,
                        application.environment(Application.Kind.DISPATCHER));
        return new Dispatcher(AwsPorts.of(settings, workloads(), services), SettingsJson::parse);
    }

    /// The version of a workload in the running process.
    String version(String workload) {
        return workloads().version(workload);
    }

    private Workloads workloads() {
        return releases.workloads(world.scheduler().isNewer());
    }

    /// Name of the bucket for uploads.
    String inbox() {
        return inbox;
    }

    /// The facts about the application and the run that the witness needs.
    ///
    /// @param kept whether the keeper runs
    Terms terms(boolean kept) {
        return new Terms(
                application
                        .environment(Application.Kind.WORKER)
                        .getOrDefault("FANFOLD_RESULTS_BUCKET", ""),
                Application.Kind.KEEPER.hosts(),
                application.timeout(Application.Kind.WORKER),
                kept);
    }

    /// Puts an object into the inbox and announces it to the dispatch queue.
    Upload upload(String key, byte[] bytes) {
        Objects.Stored stored = objects.put(inbox, key, bytes);
        boolean announced =
                announcements.announce(
                        java.util.Objects.requireNonNull(arrivals), inbox, key, stored);
        return new Upload(stored.version(), announced);
    }

    /// An object that was put.
    ///
    /// @param announced whether the notification was delivered
    record Upload(String version, boolean announced) {}
}
