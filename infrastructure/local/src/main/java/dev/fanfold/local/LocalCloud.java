package dev.fanfold.local;

import dev.fanfold.local.emulator.LocalQueue;
import dev.fanfold.local.emulator.S3Emulator;
import dev.fanfold.local.fault.FaultInjector;
import dev.fanfold.local.function.FunctionPool;
import dev.fanfold.local.function.HandlerClass;
import dev.fanfold.local.function.Host;
import dev.fanfold.local.mapping.Mapping;
import dev.fanfold.local.mapping.MappingStarter;
import dev.fanfold.local.mapping.UploadEvents;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Aws;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.template.Function;
import dev.fanfold.template.Queue;
import dev.fanfold.template.Source;
import dev.fanfold.template.TemplateException;
import dev.fanfold.template.TemplateFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;

/// The resources and functions of a template, running in this JVM until [#close].
///
/// ```java
/// try (LocalCloud cloud = LocalCloud.start(Path.of("template.yaml"), LocalOptions.defaults())) {
///     cloud.clients().s3().putObject(...);
/// }
/// ```
public final class LocalCloud implements AutoCloseable {
    /// How long [#close] waits until the interrupted handlers have ended and closed their
    /// resources.
    private static final Duration MAX_HANDLER_WAIT = Duration.ofSeconds(1);

    private final Emulators emulators;
    private final DataDirectory dataDirectory;
    private final LocalOptions options;
    private final Meter meter = new Meter();
    private final FaultInjector faultInjector;
    private final ScheduledThreadPoolExecutor timers = Timers.start();
    private final List<FunctionPool> pools = new ArrayList<>();
    private final List<Mapping> mappings = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Gateways gateways = Gateways.none();
    private Map<String, String> outputs = Map.of();

    private LocalCloud(Emulators emulators, DataDirectory dataDirectory, LocalOptions options) {
        this.emulators = emulators;
        this.dataDirectory = dataDirectory;
        this.options = options;
        this.faultInjector = new FaultInjector(options.chaos());
    }

    /// Starts a template on free ports of 127.0.0.1.
    ///
    /// Starts the services, creates the declared resources, and starts the event source mappings
    /// and the REST APIs. Environments of functions start with the first events.
    ///
    /// @throws dev.fanfold.template.TemplateException if the template declares something that the
    ///   local cloud cannot run
    /// @throws dev.fanfold.workload.InvalidInputException if the data directory cannot be used, is
    ///   in use, or contains a table or bucket that the template does not declare, or declares
    ///   differently
    public static LocalCloud start(Path template, LocalOptions options) {
        return start(new TemplateFiles(template), options);
    }

    /// Like [#start(Path, LocalOptions)], for template files that may be in memory already.
    public static LocalCloud start(TemplateFiles template, LocalOptions options) {
        DataDirectory dataDirectory = DataDirectory.of(options.data());
        LocalCloud cloud =
                new LocalCloud(
                        Emulators.start(
                                options.data().map(requested -> dataDirectory.tables()),
                                dataDirectory.objects()),
                        dataDirectory,
                        options);
        try {
            cloud.startAll(template);
            return cloud;
        } catch (TemplateException faulty) {
            // Closes in the background, so that the error appears before the services have started
            // and stopped.
            Thread.ofPlatform().daemon().name("close").start(cloud::close);
            throw faulty;
        } catch (CompletionException failed) {
            cloud.close();
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        } catch (RuntimeException | Error failed) {
            cloud.close();
            throw failed;
        }
    }

    private void startAll(TemplateFiles template) {
        // Resolves the template twice. The first pass rejects a faulty template without waiting for
        // the emulators. The URLs of queues are not known yet, so names take their place.
        check(template.declared(options.parameters(), queue -> queue));
        DeclaredResources overridden =
                Overrides.of(options)
                        .apply(template.declared(options.parameters(), emulators.sqs()::url));
        dataDirectory.catalog().ifPresent(dataCatalog -> dataCatalog.check(overridden));
        gateways = Gateways.bind(overridden.apis());
        DeclaredResources declaredResources = gateways.withLocalAddresses(overridden);
        outputs = declaredResources.outputs();
        CompletableFuture<?> tables =
                Emulators.inBackground(
                        "tables",
                        () -> Tables.create(declaredResources.tables(), emulators.dynamodb()));
        Map<String, LocalQueue> queues = createQueues(declaredResources.queues());
        createBuckets(declaredResources.buckets(), queues, emulators.s3());
        tables.join();
        dataDirectory.catalog().ifPresent(dataCatalog -> dataCatalog.add(overridden));
        MappingStarter mappingStarter =
                new MappingStarter(queues, emulators.dynamodb().streams(), timers, meter);
        for (Function function : declaredResources.functions()) {
            FunctionPool pool = newPool(function);
            pools.add(pool);
            function.sources().forEach(source -> mappings.add(mappingStarter.start(source, pool)));
        }
        gateways.serve(pools, meter, options.log());
    }

    private void check(DeclaredResources declaredResources) {
        for (Function function : declaredResources.functions()) {
            Gateways.check(declaredResources, function, handler(function));
            function.sources().forEach(LocalCloud::check);
        }
    }

    private static void check(Source source) {
        if (source instanceof Source.OfStream stream && stream.latest()) {
            throw new TemplateException(
                    stream.place(),
                    stream.id()
                            + ": StartingPosition must be TRIM_HORIZON: LATEST can miss records while a mapping is created");
        }
    }

    private HandlerClass handler(Function function) {
        return HandlerClass.of(function, options.code().codeFor(function));
    }

    private FunctionPool newPool(Function function) {
        Map<String, String> variables = new LinkedHashMap<>(options.variables());
        variables.putAll(function.environment());
        variables.putAll(Variables.of(function, endpoints()));
        variables.putAll(options.secretsOf(function));
        Host host = new Host(meter, timers, options.log(), dataDirectory.scratch(), faultInjector);
        return new FunctionPool(function, handler(function), variables, host);
    }

    private Map<String, LocalQueue> createQueues(List<Queue> declared) {
        Map<String, LocalQueue> queues = new HashMap<>();
        declared.forEach(queue -> queues.put(queue.name(), emulators.sqs().create(queue)));
        return queues;
    }

    private static void createBuckets(
            List<DeclaredResources.Bucket> declared,
            Map<String, LocalQueue> queues,
            S3Emulator s3) {
        for (DeclaredResources.Bucket bucket : declared) {
            s3.create(bucket.name());
            for (DeclaredResources.Notification notification : bucket.notifications()) {
                LocalQueue queue =
                        Objects.requireNonNull(queues.get(Aws.nameIn(notification.queueArn())));
                s3.listen(new UploadEvents(bucket.name(), notification, queue)::onUpload);
            }
        }
    }

    /// The addresses of the services and of the REST APIs.
    public Endpoints endpoints() {
        return emulators.endpoints(gateways.bases());
    }

    /// The outputs of the root stack by name. The addresses of its APIs are local.
    public Map<String, String> outputs() {
        return outputs;
    }

    /// The value of one output.
    ///
    /// @throws IllegalArgumentException if the template has no such output
    public String output(String name) {
        String value = outputs.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the template has no output " + name + "; it has " + outputs.keySet());
        }
        return value;
    }

    public Clients clients() {
        return new Clients(this::endpoints);
    }

    public Meter meter() {
        return meter;
    }

    /// Injects the faults of [LocalOptions#chaos], and counts them.
    public FaultInjector faultInjector() {
        return faultInjector;
    }

    /// The functions in the order of the template.
    public List<FunctionStatus> functions() {
        return pools.stream()
                .map(pool ->
                        new FunctionStatus(
                                pool.declared().id(),
                                pool.name(),
                                pool.inFlight(),
                                pool.environments(),
                                pool.invocations()))
                .toList();
    }

    /// Kills the busy environments of a function, as if their machines failed.
    ///
    /// @param function its name, as in [FunctionStatus#name]
    /// @return the number of environments killed; 0 if there is no such function
    public int kill(String function) {
        return pools.stream()
                .filter(pool -> pool.name().equals(function))
                .mapToInt(pool -> pool.killBusy("killed"))
                .sum();
    }

    /// Stops everything promptly. Running invocations are interrupted, and their calls to services
    /// throw.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        gateways.close();
        mappings.forEach(Mapping::close);
        pools.forEach(FunctionPool::close);
        long deadline = System.nanoTime() + MAX_HANDLER_WAIT.toNanos();
        pools.forEach(pool -> pool.awaitEnd(deadline));
        timers.shutdownNow();
        try {
            emulators.close();
        } finally {
            dataDirectory.close();
        }
    }
}
