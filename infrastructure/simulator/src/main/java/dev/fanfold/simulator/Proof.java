package dev.fanfold.simulator;

import dev.fanfold.engine.job.State;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.work.LineSums;
import dev.fanfold.simulator.work.NumberSums;
import dev.fanfold.workload.Workload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Runs seeds of the simulation: many of them in parallel, with the sums of their results, or one.
public final class Proof {
    /// The simulator's own workloads.
    private static final List<Workload<?>> OWN = List.of(new NumberSums(), new LineSums());

    private final Application application;
    private final Subject subject;

    private Proof(Application application, Subject subject) {
        this.application = application;
        this.subject = subject;
    }

    /// A proof of the application with the simulator's own workloads.
    public static Proof of(Application application) {
        return new Proof(application, Subject.of(OWN));
    }

    /// A proof of the application with these workloads.
    public static Proof of(Application application, Subject subject) {
        return new Proof(application, subject);
    }

    /// The sums over many runs.
    ///
    /// @param tasks the planned tasks of all jobs
    /// @param events the events in the traces
    /// @param hours simulated hours
    /// @param states how many jobs ended in each state
    /// @param faults how often each fault happened
    /// @param violations the seeds of the runs that broke a promise
    public record Total(
            long runs,
            long tasks,
            long events,
            long repairs,
            double hours,
            Map<State, Long> states,
            Map<Fault, Long> faults,
            List<Long> violations) {
        /// How often all faults together happened.
        public long faultsInAll() {
            return faults.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// Whether each seed decides the jobs and their numbers of tasks. If not, the subject does.
    boolean decidesTasks() {
        return subject.jobAsks().isEmpty();
    }

    /// Runs one scenario.
    ///
    /// @param traced whether the lines of the trace are kept
    public RunResult run(Scenario scenario, boolean traced) {
        return Simulation.run(application, scenario, subject, traced);
    }

    /// The smallest run found that breaks the same promise, with its trace.
    ///
    /// @param failing a scenario that breaks a promise
    public RunResult smallest(Scenario failing) {
        return new Shrinker(this, failing).smallest();
    }

    /// Runs the seeds from `first` to `end` (exclusive), on all processors.
    ///
    /// @param each is called with the result of every run, concurrently from several threads
    /// @param enough returns true to start no further runs
    /// @throws IllegalStateException if a run ends with an exception; no further runs are started
    public Total run(long first, long end, Consumer<RunResult> each, BooleanSupplier enough) {
        var sums = new Sum();
        var next = new AtomicLong(first);
        var failed = new AtomicBoolean();
        Runnable share =
                () -> {
                    for (long seed = next.getAndIncrement();
                            seed < end && !enough.getAsBoolean() && !failed.get();
                            seed = next.getAndIncrement()) {
                        RunResult run = runSeed(seed, failed);
                        sums.add(run);
                        each.accept(run);
                    }
                };
        var shares = new ArrayList<Future<?>>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                shares.add(threads.submit(share));
            }
        }
        for (Future<?> ended : shares) {
            if (ended.state() == Future.State.FAILED) {
                throw new IllegalStateException(ended.exceptionNow());
            }
        }
        return sums.total();
    }

    // A run that ends with an exception must not count as a run without violations.
    private RunResult runSeed(long seed, AtomicBoolean failed) {
        try {
            return run(Scenario.of(seed), false);
        } catch (RuntimeException e) {
            failed.set(true);
            throw new IllegalStateException("the run of seed " + seed + " failed: " + e, e);
        }
    }

    /// The sums so far.
    private static final class Sum {
        private long runs;
        private long tasks;
        private long events;
        private long repairs;
        private long micros;
        private final Map<State, Long> states = new EnumMap<>(State.class);
        private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
        private final TreeSet<Long> violations = new TreeSet<>();

        synchronized void add(RunResult run) {
            runs++;
            tasks += run.tasks();
            events += run.events();
            repairs += run.repairs();
            micros += run.micros();
            run.states().forEach((state, jobs) -> states.merge(state, (long) jobs, Long::sum));
            run.faults().forEach((fault, hits) -> faults.merge(fault, hits, Long::sum));
            run.violation().ifPresent(_ -> violations.add(run.scenario().seed()));
        }

        synchronized Total total() {
            return new Total(
                    runs,
                    tasks,
                    events,
                    repairs,
                    micros / 3.6e9,
                    states,
                    faults,
                    List.copyOf(violations));
        }
    }
}
