package dev.fanfold.simulator;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.aggregator.AggregatorHandler;
import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.OpenedWorks;
import dev.fanfold.aws.Settings;
import dev.fanfold.dispatcher.DispatcherHandler;
import dev.fanfold.engine.Aggregator;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.Keeper;
import dev.fanfold.engine.Worker;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.keeper.DeadLetterHandler;
import dev.fanfold.keeper.KeeperHandler;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.function.Environment;
import dev.fanfold.simulator.function.SimulatedScratch;
import dev.fanfold.simulator.function.SimulatedTaskExecutor;
import dev.fanfold.simulator.function.World;
import dev.fanfold.simulator.service.Queues;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.template.Function;
import dev.fanfold.template.Place;
import dev.fanfold.template.Source;
import dev.fanfold.template.TemplateException;
import dev.fanfold.template.Templates;
import dev.fanfold.worker.WorkerHandler;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The application as its template declares it. The simulation takes timeouts, batch sizes,
/// concurrency, visibility and retries from the template. `Cloud` and `StreamFeed` lower or ignore
/// some of them.
public final class Application {
    // Sorted, so that the error about missing handlers is the same in every JVM.
    private static final Map<String, Kind> KINDS =
            new TreeMap<>(
                    Map.of(
                            DispatcherHandler.class.getName(),
                            Kind.DISPATCHER,
                            WorkerHandler.class.getName(),
                            Kind.WORKER,
                            AggregatorHandler.class.getName(),
                            Kind.AGGREGATOR,
                            KeeperHandler.class.getName(),
                            Kind.KEEPER,
                            DeadLetterHandler.class.getName(),
                            Kind.DEAD_LETTERS));
    private final DeclaredResources declaredResources;

    private Application(DeclaredResources declaredResources) {
        this.declaredResources = declaredResources;
    }

    /// Reads the template and its nested stacks.
    ///
    /// @throws dev.fanfold.template.TemplateException when the template is invalid, has a part that
    ///   the reader of templates does not support, or has no function of some [Kind]
    public static Application of(Path template) {
        var application = new Application(Templates.read(template, Map.of(), Queues::url));
        for (Map.Entry<String, Kind> handler : KINDS.entrySet()) {
            if (application.functions(handler.getValue()).isEmpty()) {
                throw new TemplateException(
                        new Place(template, 1), "no function has the handler " + handler.getKey());
            }
        }
        return application;
    }

    /// The kinds of functions that are simulated. Each has one handler class.
    enum Kind {
        DISPATCHER(Fault.DISPATCHER_KILLED),
        WORKER(Fault.WORKER_KILLED),
        AGGREGATOR(Fault.AGGREGATOR_KILLED),
        KEEPER(Fault.KEEPER_KILLED),
        DEAD_LETTERS(Fault.KEEPER_KILLED);

        /// The fault that kills the environments of its functions.
        final Fault killedBy;

        Kind(Fault killedBy) {
            this.killedBy = killedBy;
        }

        /// The prefix of the names of the hosts that its functions run on.
        String hostPrefix() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + '/';
        }
    }

    DeclaredResources declared() {
        return declaredResources;
    }

    /// The kind of a function; empty for a function that is not simulated, such as those of the
    /// REST API.
    static Optional<Kind> kind(Function function) {
        return Optional.ofNullable(KINDS.get(function.handler()));
    }

    /// The environment variables of the first function of this kind.
    Map<String, String> environment(Kind kind) {
        return functions(kind).getFirst().environment();
    }

    List<Function> functions(Kind kind) {
        return declaredResources.functions().stream()
                .filter(function -> kind(function).filter(kind::equals).isPresent())
                .toList();
    }

    /// The timeout of an invocation; the longest one if several functions are of this kind.
    Duration timeout(Kind kind) {
        return functions(kind).stream()
                .map(Function::timeout)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// The names of the tables Jobs and Reports.
    Set<String> tables() {
        Map<String, String> worker = environment(Kind.WORKER);
        return Set.of(
                worker.getOrDefault("FANFOLD_JOBS_TABLE", ""),
                worker.getOrDefault("FANFOLD_REPORTS_TABLE", ""));
    }

    /// The names of the queues that event source mappings of the simulated functions read, and of
    /// those to which mappings report discarded stream records.
    Set<String> queues() {
        return declaredResources.functions().stream()
                .filter(function -> kind(function).isPresent())
                .flatMap(function -> function.sources().stream())
                .flatMap(source ->
                        switch (source) {
                            case Source.OfQueue queue -> Stream.of(queue.queue());
                            case Source.OfStream stream -> stream.onFailure().stream();
                            case Source.OfSchedule _ -> Stream.empty();
                        })
                .collect(Collectors.toSet());
    }

    /// Resources for a workload in a plain program: those of the test, and else the values of the
    /// pool's worker and clients of services without faults. The services are created, without any
    /// content, for these resources alone.
    ///
    /// @param given the resources of the test, as [Resources#of] takes them
    public Resources plainResources(Workload<?> workload, Map<String, ?> given) {
        String pool = workload.definition().pool();
        Map<String, String> environment =
                functions(Kind.WORKER).stream()
                        .map(Function::environment)
                        .filter(worker -> pool.equals(worker.get("FANFOLD_POOL")))
                        .findFirst()
                        .orElse(Map.of());
        return new SimulatedResources(given, environment, () -> Backend.plain(declaredResources));
    }

    static Settings settings(Kind kind, Map<String, String> environment) {
        return switch (kind) {
            case DISPATCHER -> Settings.dispatcher(environment);
            case WORKER -> Settings.worker(environment);
            case AGGREGATOR -> Settings.aggregator(environment);
            case KEEPER -> Settings.keeper(environment);
            case DEAD_LETTERS -> Settings.deadLetters(environment);
        };
    }

    /// A handler of this kind on simulated services, constructed as the wiring of the deployed
    /// function does.
    static RequestHandler<?, ?> handler(
            Kind kind,
            Settings settings,
            Code code,
            AwsPorts.Services services,
            Environment environment,
            World world,
            RandomGenerator random) {
        Ports ports = AwsPorts.of(settings, code.workloads(), services);
        return switch (kind) {
            case DISPATCHER -> new DispatcherHandler(new Dispatcher(ports, SettingsJson::parse));
            case WORKER -> {
                var works = new OpenedWorks(code.resources());
                yield new WorkerHandler(
                        new Worker(
                                ports,
                                new SimulatedTaskExecutor(world.scheduler(), random),
                                new SimulatedScratch(
                                        environment, world.scheduler(), world.promises()),
                                works),
                        works::close);
            }
            case AGGREGATOR -> new AggregatorHandler(new Aggregator(ports));
            case KEEPER -> new KeeperHandler(new Keeper(ports));
            case DEAD_LETTERS -> new DeadLetterHandler(new Keeper(ports));
        };
    }

    /// The workloads before and after a deployment.
    record Releases(Workloads older, Workloads newer) {
        /// The workloads of the version that a process runs.
        Workloads workloads(boolean isNewer) {
            return isNewer ? newer : older;
        }
    }

    /// The workloads in a function's zip, and their resources.
    ///
    /// @param resources given to a workload when it is opened
    record Code(Workloads workloads, Resources resources) {}
}
