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

/// The queues, tables, buckets and functions of the application, created from its template.
/// Functions that [Application#kind] does not know are not simulated.
final class Cloud {
    private static final int MAX_WORKERS_IF_SLOW = 2;
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
    private final Set<String> consumedQueues = new HashSet<>();
    private final AwsPorts.Services services;
    private final Announcements announcements;
    private String inbox = "";
    private @Nullable Queue inboxQueue;

    /// @param resources the resources that a test gives to its workloads
    /// @param slow whether an invocation of a worker gets one message, and at most
    ///   [#MAX_WORKERS_IF_SLOW] of them run concurrently per queue
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
                inboxQueue = queues.named(Aws.nameIn(bucket.notifications().getFirst().queueArn()));
            }
        }
    }

    /// Shows the witness every item that is put into the application's tables, every message that
    /// is sent to its queues, and every object that is put into any bucket. Tables and queues that
    /// a pool's template adds for its workloads are not shown, and deletions are not shown either.
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

    /// Starts the event sources of all simulated functions, except the schedules.
    ///
    /// @param received is called with every message that an event source mapping receives
    void start(BiConsumer<Queue, Queue.Message> received) {
        for (Function function : application.declared().functions()) {
            Application.kind(function).ifPresent(kind -> start(kind, function, received));
        }
    }

    private FunctionHost host(Function function, Application.Kind kind) {
        Settings settings = Application.settings(kind, function.environment());
        return new FunctionHost(
                kind.hostPrefix() + function.id(),
                function.timeout(),
                kind.killedBy,
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
        boolean limited = slow && kind == Application.Kind.WORKER;
        for (Source source : function.sources()) {
            switch (source) {
                case Source.OfQueue queue -> {
                    consumedQueues.add(queue.queue());
                    new QueueFeed(
                            world,
                            queues.named(queue.queue()),
                            limited ? queue.atMost(1, MAX_WORKERS_IF_SLOW) : queue,
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

    /// Starts the schedules, if they are not started yet.
    void startSchedules() {
        schedules.forEach(Runnable::run);
        schedules.clear();
    }

    /// Whether nothing is in transit: all queues with an event source mapping are empty, and all
    /// streams are read to their end.
    boolean isQuiet() {
        return consumedQueues.stream().allMatch(name -> queues.named(name).isEmpty())
                && streams.stream().allMatch(StreamFeed::isDone);
    }

    /// A dispatcher that submits, cancels and redrives jobs, as the API does. Its workloads have
    /// the version that the running process has.
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
    /// @param kept whether the keeper runs from the start
    Terms terms(boolean kept) {
        return new Terms(
                application
                        .environment(Application.Kind.WORKER)
                        .getOrDefault("FANFOLD_RESULTS_BUCKET", ""),
                Application.Kind.KEEPER.hostPrefix(),
                application.timeout(Application.Kind.WORKER),
                kept);
    }

    /// Puts an object into the inbox and sends the notification to the dispatch queue, unless a
    /// fault loses it.
    Upload upload(String key, byte[] bytes) {
        Objects.Stored stored = objects.put(inbox, key, bytes);
        boolean announced =
                announcements.announce(
                        java.util.Objects.requireNonNull(inboxQueue), inbox, key, stored);
        return new Upload(stored.version(), announced);
    }

    /// A version of an object in the inbox.
    ///
    /// @param announced whether its notification was sent
    record Upload(String version, boolean announced) {}
}
