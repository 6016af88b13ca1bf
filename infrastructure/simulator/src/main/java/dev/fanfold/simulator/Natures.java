package dev.fanfold.simulator;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.simulator.check.Witness;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.Faults;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.simulator.work.Deeds;
import dev.fanfold.simulator.work.Nature;
import dev.fanfold.workload.Task;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How the tasks of a run behave: decided when the first task of their job starts.
final class Natures implements Deeds {
    private static final double MANY = 50;
    private static final int FAILURES = 2;
    private static final int MAX_FINISH_DEATHS = 8;
    private static final int MAX_PADDING = 50;
    private static final int TOO_LARGE_FOR_A_ROW = 8 * 1024;
    private static final long USUAL_MICROS = 200_000;
    private static final long SLOW_MICROS = 40_000_000;
    private final long seed;
    private final Faults faults;
    private final Scheduler scheduler;
    private final Map<JobId, Map<Integer, Nature>> byJob = new HashMap<>();
    private final Map<JobId, Set<Integer>> healed = new HashMap<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Duration invocation;
    private @Nullable Witness witness;
    private int finishDeaths;

    /// @param invocation how long the tasks of one message may take together, zero when they take
    ///   no longer than usual
    Natures(long seed, Faults faults, Scheduler scheduler, Duration invocation) {
        this.seed = seed;
        this.faults = faults;
        this.scheduler = scheduler;
        this.invocation = invocation;
    }

    void watch(Witness sees) {
        witness = sees;
    }

    /// From now on, perhaps, a task that was lost is not.
    void heal(JobId job, RandomGenerator random) {
        Set<Integer> whole = healed.computeIfAbsent(job, _ -> new HashSet<>());
        byJob.getOrDefault(job, Map.of())
                .forEach((task, nature) -> {
                    if (nature.lasts() && !whole.contains(task) && random.nextBoolean()) {
                        whole.add(task);
                    }
                });
    }

    private void decide(Job job) {
        if (job.plan() == null || byJob.containsKey(job.id())) {
            return;
        }
        var random = new SplittableRandom(seed ^ job.id().value().hashCode());
        Map<Integer, Nature> natures = passing(job.plan().tasks(), random);
        lasting(job, natures, random);
        byJob.put(job.id(), natures);
    }

    private Map<Integer, Nature> passing(int tasks, RandomGenerator random) {
        var natures = new TreeMap<Integer, Nature>();
        // Of many tasks a smaller share: each that goes wrong is sent again by itself.
        double rarer = Math.max(1, tasks / MANY);
        for (int task = 0; task < tasks; task++) {
            double dice = random.nextDouble() * rarer;
            if (faults.may(Fault.TASK_FAILS) && dice < Fault.TASK_FAILS.chance()) {
                natures.put(task, Nature.FAILS);
            } else if (faults.may(Fault.OUT_OF_MEMORY)
                    && dice > .3
                    && dice < .3 + Fault.OUT_OF_MEMORY.chance()) {
                natures.put(task, Nature.KILLS);
            } else if (faults.may(Fault.OUT_OF_TIME)
                    && dice > .5
                    && dice < .5 + Fault.OUT_OF_TIME.chance()) {
                natures.put(task, Nature.SLOW);
            }
        }
        return natures;
    }

    private void lasting(Job job, Map<Integer, Nature> natures, RandomGenerator random) {
        int tasks = job.planned().tasks();
        if (faults.comesUp(Fault.TASK_LOST)) {
            long tolerated = job.request().options().tolerate().of(tasks);
            long lost = Math.min(tasks, Math.max(0, tolerated - 1 + random.nextInt(3)));
            if (lost > 0) {
                faults.happened(Fault.TASK_LOST);
            }
            while (natures.values().stream().filter(Nature.LOST::equals).count() < lost) {
                natures.put(random.nextInt(tasks), Nature.LOST);
            }
        }
        if (tasks > 0 && faults.hits(Fault.TASK_KILLS)) {
            natures.putIfAbsent(random.nextInt(tasks), Nature.POISON);
        }
        if (tasks > 0 && faults.hits(Fault.TASK_STUBBORN)) {
            natures.putIfAbsent(random.nextInt(tasks), Nature.STUBBORN);
        }
        if (tasks > 0 && faults.hits(Fault.TASK_SKIPS)) {
            natures.putIfAbsent(random.nextInt(tasks), Nature.SKIPS);
        }
    }

    /// How a task behaves, without its being run.
    Nature peek(JobId job, int task) {
        return byJob.getOrDefault(job, Map.of()).getOrDefault(task, Nature.SOUND);
    }

    @Override
    public void starts(JobId job, int task) {
        Witness sees = java.util.Objects.requireNonNull(witness);
        Job row = sees.row(job);
        if (row != null) {
            decide(row);
        }
        sees.look(() -> sees.started(job, task));
        scheduler.note("runs", task, () -> "task " + task + " of " + job);
    }

    @Override
    public Nature nature(JobId job, int task) {
        Nature nature = peek(job, task);
        boolean passed =
                switch (nature) {
                    case FAILS, KILLS -> timesStarted(job, task) > FAILURES;
                    case STUBBORN, LOST, POISON ->
                            healed.getOrDefault(job, Set.of()).contains(task);
                    case SOUND, SLOW, SKIPS -> false;
                };
        if (passed) {
            return Nature.SOUND;
        }
        switch (nature) {
            case FAILS -> faults.happened(Fault.TASK_FAILS);
            case KILLS -> faults.happened(Fault.OUT_OF_MEMORY);
            case SLOW -> faults.happened(Fault.OUT_OF_TIME);
            case POISON -> faults.happened(Fault.TASK_KILLS);
            case STUBBORN -> faults.happened(Fault.TASK_STUBBORN);
            case SKIPS -> faults.happened(Fault.TASK_SKIPS);
            case SOUND, LOST -> {}
        }
        return nature;
    }

    private int timesStarted(JobId job, int task) {
        return java.util.Objects.requireNonNull(witness).starts(job, task);
    }

    @Override
    public void threw(String what, Exception fault) {
        java.util.Objects.requireNonNull(witness).threw(what + " threw " + fault);
    }

    @Override
    public boolean fails(String what) {
        Fault fault = what.equals("plan") ? Fault.PLAN_FAILS : Fault.FINISH_FAILS;
        boolean fails = failures.getOrDefault(what, 0) < FAILURES && faults.strikes(fault);
        if (fails) {
            failures.merge(what, 1, Integer::sum);
        }
        return fails;
    }

    @Override
    public boolean usesScratch(int task) {
        return faults.may(Fault.SCRATCH_LEFT) && task % 4 == 0;
    }

    @Override
    public void spend(Task task, Nature nature, Duration limit) {
        if (!invocation.isZero()) {
            long most = longest(task, limit);
            scheduler.pass(most / 8 + Math.floorMod(scheduler.micros() * 31, most - most / 8));
        } else if (nature != Nature.SOUND || task.index() % 8 == 0) {
            long micros = nature == Nature.SLOW ? SLOW_MICROS : USUAL_MICROS;
            scheduler.pass(micros / 2 + Math.floorMod(scheduler.micros() * 31, micros));
        }
    }

    // An invocation's tasks run one after another here: together they fit into it.
    private long longest(Task task, Duration limit) {
        Job row = java.util.Objects.requireNonNull(witness).row(new JobId(task.job()));
        int together = row == null ? 1 : row.request().options().packFor(task.plan().tasks());
        Duration fair = invocation.dividedBy(together);
        Duration most = fair.compareTo(limit) < 0 ? fair : limit.multipliedBy(9).dividedBy(10);
        return Math.max(1_000, most.toNanos() / 1_000);
    }

    @Override
    public boolean finishKills() {
        if (finishDeaths == 0 && faults.comesUp(Fault.FINISH_KILLS)) {
            finishDeaths = 1 + faults.random().nextInt(MAX_FINISH_DEATHS);
        }
        if (finishDeaths == 0) {
            return false;
        }
        finishDeaths--;
        faults.struck(Fault.FINISH_KILLS);
        return true;
    }

    @Override
    public int padding() {
        if (!faults.hits(Fault.ANSWER_VARIES)) {
            return 0;
        }
        int large = faults.random().nextBoolean() ? TOO_LARGE_FOR_A_ROW : 0;
        return large + faults.random().nextInt(MAX_PADDING);
    }
}
