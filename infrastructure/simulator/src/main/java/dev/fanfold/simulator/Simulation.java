package dev.fanfold.simulator;

import static dev.fanfold.simulator.Application.Kind.WORKER;

import dev.fanfold.aws.OpenedWorks;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.simulator.check.Witness;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.function.World;
import dev.fanfold.simulator.service.Network;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.simulator.time.Trace;
import dev.fanfold.simulator.work.FaultyWorkload;
import dev.fanfold.workload.Workload;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Runs one scenario.
public final class Simulation {
    private static final long MINUTE = 60_000_000;
    // More than the part of a worker's invocation that is not for tasks: its start, at most 2 s,
    // and the 5 s that the worker reserves for its report.
    private static final Duration OVERHEAD = Duration.ofSeconds(12);
    // A run is stopped this long after the faults end. Jobs that are still open then break I4.
    private static final long MAX_TIME_AFTER_FAULTS = 12 * 60 * MINUTE;
    private static final long ROUNDS_SALT = 0x6A09E667F3BCC909L;
    private static final long AGAIN_SALT = 0xBB67AE8584CAA73BL;
    private static final long WINDOW_SALT = 0x3C6EF372FE94F82BL;
    private final Scenario scenario;
    private final Scheduler scheduler;
    private final FaultPlan faultPlan;
    private final Witness witness;
    private final Cloud cloud;
    private final Callers callers;
    private final long faultsEnd;

    private Simulation(
            Application application, Scenario scenario, Subject subject, boolean traced) {
        this.scenario = scenario;
        // Separate random generators, so that a run with one fault fewer stays similar to the run
        // with it.
        var seeds = new SplittableRandom(scenario.seed() ^ 0x5DEECE66DL);
        var callerRandom = seeds.split();
        var worldRandom = seeds.split();
        this.scheduler = new Scheduler(new Trace(traced));
        this.faultPlan = new FaultPlan(scenario.faults(), seeds.split(), scheduler::note);
        this.faultsEnd = 2 * MINUTE + callerRandom.nextLong(40 * MINUTE);
        var network = new Network(scheduler, faultPlan, seeds.split());
        List<JobAsk> jobAsks =
                subject.jobAsks().isEmpty() ? randomJobs(callerRandom) : subject.jobAsks();
        var world =
                new World(
                        scheduler,
                        faultPlan,
                        worldRandom,
                        this::isOver,
                        randomDeployment(callerRandom),
                        this::violated);
        // A job of the subject may have more tasks than low concurrency can finish in time.
        boolean slow = scenario.slow() && subject.jobAsks().isEmpty();
        var behaviours =
                new Behaviours(
                        scenario.seed(),
                        faultPlan,
                        scheduler,
                        slow ? application.timeout(WORKER).minus(OVERHEAD) : Duration.ZERO);
        this.cloud =
                new Cloud(
                        application,
                        world,
                        new Application.Releases(
                                faulty(subject.workloads(), behaviours, "older"),
                                faulty(subject.workloads(), behaviours, "newer")),
                        subject.resources(),
                        seeds.split(),
                        network,
                        slow);
        Workloads plain = Workloads.of(subject.workloads().toArray(Workload<?>[]::new));
        this.witness =
                new Witness(
                        scheduler,
                        faultPlan,
                        plain,
                        new OpenedWorks(name ->
                                application.plainResources(plain.find(name), subject.resources())),
                        cloud.objects,
                        cloud.terms(scenario.keeper()),
                        new PlainSource(cloud.objects),
                        behaviours::peek);
        behaviours.reportTo(witness);
        cloud.watch(witness);
        this.callers = new Callers(cloud, world, jobAsks, callerRandom, witness, behaviours);
    }

    private List<JobAsk> randomJobs(RandomGenerator random) {
        List<JobAsk> jobAsks =
                JobAsk.random(
                        random,
                        new SplittableRandom(scenario.seed() ^ ROUNDS_SALT),
                        scenario.max(),
                        faultPlan.may(Fault.LARGE_VALUES),
                        faultPlan.hits(Fault.SHORT_DEADLINE));
        jobAsks = JobAsk.readingAgain(jobAsks, new SplittableRandom(scenario.seed() ^ AGAIN_SALT));
        jobAsks = JobAsk.withWindows(jobAsks, new SplittableRandom(scenario.seed() ^ WINDOW_SALT));
        if (faultPlan.may(Fault.LARGE_VALUES) && jobAsks.stream().anyMatch(JobAsk::carries)) {
            faultPlan.count(Fault.LARGE_VALUES);
        }
        return jobAsks;
    }

    private World.Deployment randomDeployment(RandomGenerator random) {
        if (!faultPlan.hits(Fault.TWO_VERSIONS)) {
            return World.Deployment.NONE;
        }
        long from = random.nextLong(MINUTE);
        return new World.Deployment(from, from + random.nextLong(2 * MINUTE));
    }

    private static Workloads faulty(
            Collection<Workload<?>> workloads, Behaviours behaviours, String version) {
        return Workloads.of(
                workloads.stream()
                        .map(workload ->
                                (Workload<?>) new FaultyWorkload<>(workload, behaviours, version))
                        .toArray(Workload<?>[]::new));
    }

    /// Runs a scenario until nothing is left to do, a promise is broken, or it takes too long.
    ///
    /// @param traced whether the lines of the trace are kept
    public static RunResult run(
            Application application, Scenario scenario, Subject subject, boolean traced) {
        return new Simulation(application, scenario, subject, traced).run();
    }

    private RunResult run() {
        cloud.start(witness::received);
        callers.start();
        scheduler.after(faultsEnd, faultPlan::stop);
        try {
            while (witness.violation().isEmpty()
                    && !isOver()
                    && scheduler.micros() < faultsEnd + MAX_TIME_AFTER_FAULTS
                    && scheduler.step()) {
                if (scenario.keeper() || witness.needsKeeper()) {
                    cloud.startSchedules();
                }
            }
            if (witness.violation().isEmpty()) {
                witness.end();
            }
            return result();
        } finally {
            scheduler.close();
        }
    }

    private void violated(String invariant, String what) {
        witness.violated(invariant, what);
    }

    private boolean isOver() {
        // A run lasts until the slowest process has ended, because also its last acts can break
        // promises.
        return callers.areDone() && witness.open() == 0 && cloud.isQuiet() && scheduler.isIdle();
    }

    // The planned tasks of all rounds so far.
    private static long plannedTasks(Job job) {
        return job.round().earlier().tasks() + (job.plan() == null ? 0 : job.plan().tasks());
    }

    private RunResult result() {
        var states = new EnumMap<State, Integer>(State.class);
        witness.rows().forEach(job -> states.merge(job.state(), 1, Integer::sum));
        return new RunResult(
                scenario,
                witness.rows().stream().mapToLong(Simulation::plannedTasks).sum(),
                Map.copyOf(states),
                Map.copyOf(faultPlan.counts()),
                witness.rows().stream().mapToLong(job -> job.progress().repairs()).sum(),
                scheduler.trace().events(),
                scheduler.micros(),
                scheduler.trace().hash(),
                witness.violation(),
                scheduler.trace().lines());
    }
}
