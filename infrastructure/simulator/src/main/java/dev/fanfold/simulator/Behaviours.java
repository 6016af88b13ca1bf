package dev.fanfold.simulator;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.RoundOfJob;
import dev.fanfold.simulator.check.Witness;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.fault.FaultPlan;
import dev.fanfold.simulator.time.Scheduler;
import dev.fanfold.simulator.work.Behaviour;
import dev.fanfold.simulator.work.Recorder;
import dev.fanfold.simulator.work.TaskId;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How the plans, tasks and finishes of a run behave. The behaviours of a round's tasks are decided
/// when its first task starts.
final class Behaviours implements Recorder {
    private static final double MANY_TASKS = 50;
    private static final int MAX_FAILURES = 2;

    /// The average duration of a task that is not slow. Only every eighth sound task, and each task
    /// that is not sound, takes time.
    private static final long DEFAULT_MICROS = 200_000;

    /// The average duration of a slow task.
    private static final long SLOW_MICROS = 40_000_000;

    private final long seed;
    private final FaultPlan faultPlan;
    private final Scheduler scheduler;
    private final Map<RoundOfJob, Map<Integer, Behaviour>> byRound = new HashMap<>();
    private final Set<TaskId> healed = new HashSet<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Duration timeForTasks;
    private final FinishFaults finishFaults;
    private @Nullable Witness witness;

    /// @param timeForTasks how long the tasks of one message may take together; zero if tasks take
    ///   their default time
    Behaviours(long seed, FaultPlan faultPlan, Scheduler scheduler, Duration timeForTasks) {
        this.seed = seed;
        this.faultPlan = faultPlan;
        this.scheduler = scheduler;
        this.timeForTasks = timeForTasks;
        this.finishFaults = new FinishFaults(seed, faultPlan, scheduler);
    }

    /// Sets the witness. It must be set before the first task starts. It is no parameter of the
    /// constructor, because the witness itself needs the behaviours.
    void reportTo(Witness observer) {
        witness = observer;
    }

    /// Heals tasks of the job's current round. A task that fails in all attempts is healed with a
    /// probability of 1/2; all its attempts from now on succeed.
    void heal(Job job, RandomGenerator random) {
        var round = new RoundOfJob(job.id(), job.round().number());
        byRound.getOrDefault(round, Map.of())
                .forEach((index, behaviour) -> {
                    var task = new TaskId(round.job(), round.number(), index);
                    if (behaviour.lasts() && !healed.contains(task) && random.nextBoolean()) {
                        healed.add(task);
                    }
                });
    }

    // The plan of a round is known only while the job is in that round.
    private void decide(Job job, RoundOfJob round) {
        boolean isInRound = job.round().number() == round.number();
        if (!isInRound || job.plan() == null || byRound.containsKey(round)) {
            return;
        }
        var random =
                new SplittableRandom(
                        seed
                                ^ job.id().value().hashCode()
                                ^ ((long) round.number() << Integer.SIZE));
        Map<Integer, Behaviour> behaviours = ofEachTask(job.plan().tasks(), random);
        addToSomeTasks(job, behaviours, random);
        byRound.put(round, behaviours);
    }

    // The faults that strike each task with the same probability. A task without an entry is sound.
    private Map<Integer, Behaviour> ofEachTask(int tasks, RandomGenerator random) {
        var behaviours = new TreeMap<Integer, Behaviour>();
        // Each failing task costs a message of its own. So that a large job does not cost too many
        // messages, its share of failing tasks is smaller.
        double rarer = Math.max(1, tasks / MANY_TASKS);
        for (int task = 0; task < tasks; task++) {
            double dice = random.nextDouble() * rarer;
            if (faultPlan.may(Fault.TASK_FAILS) && dice < Fault.TASK_FAILS.chance()) {
                behaviours.put(task, Behaviour.FAILS);
            } else if (faultPlan.may(Fault.OUT_OF_MEMORY)
                    && dice > .3
                    && dice < .3 + Fault.OUT_OF_MEMORY.chance()) {
                behaviours.put(task, Behaviour.KILLS);
            } else if (faultPlan.may(Fault.OUT_OF_TIME)
                    && dice > .5
                    && dice < .5 + Fault.OUT_OF_TIME.chance()) {
                behaviours.put(task, Behaviour.SLOW);
            }
        }
        return behaviours;
    }

    // The faults that strike a fixed number of tasks. TASK_LOST strikes about as many as the job
    // tolerates. Each other fault strikes one task, unless another fault has struck it already.
    private void addToSomeTasks(
            Job job, Map<Integer, Behaviour> behaviours, RandomGenerator random) {
        int tasks = job.planned().tasks();
        if (faultPlan.comesUp(Fault.TASK_LOST)) {
            long tolerated = tolerated(job, random);
            long lost = Math.min(tasks, Math.max(0, tolerated - 1 + random.nextInt(3)));
            if (lost > 0) {
                faultPlan.count(Fault.TASK_LOST);
            }
            while (behaviours.values().stream().filter(Behaviour.LOST::equals).count() < lost) {
                behaviours.put(random.nextInt(tasks), Behaviour.LOST);
            }
        }
        if (tasks > 0 && faultPlan.hits(Fault.TASK_KILLS)) {
            behaviours.putIfAbsent(random.nextInt(tasks), Behaviour.POISON);
        }
        if (tasks > 0 && faultPlan.hits(Fault.TASK_STUBBORN)) {
            behaviours.putIfAbsent(random.nextInt(tasks), Behaviour.STUBBORN);
        }
        if (tasks > 0 && faultPlan.hits(Fault.TASK_SKIPS)) {
            behaviours.putIfAbsent(random.nextInt(tasks), Behaviour.SKIPS);
        }
    }

    // How many lost tasks the job tolerates. In half of the later rounds, the number that remains
    // after the losses of the earlier rounds.
    private static long tolerated(Job job, RandomGenerator random) {
        Totals earlier = job.round().earlier();
        long limit =
                job.request().options().tolerate().limit(earlier.tasks() + job.planned().tasks());
        return job.round().number() > 0 && random.nextBoolean() ? limit - earlier.lost() : limit;
    }

    /// The behaviour that was decided for a task, even if the task succeeds by now, because it was
    /// healed or has failed [#MAX_FAILURES] times. Sound if nothing was decided. Counts no fault.
    Behaviour peek(TaskId task) {
        return byRound.getOrDefault(task.inRound(), Map.of())
                .getOrDefault(task.index(), Behaviour.SOUND);
    }

    @Override
    public void starts(TaskId task) {
        Witness observer = java.util.Objects.requireNonNull(witness);
        Job row = observer.row(task.job());
        if (row != null) {
            decide(row, task.inRound());
        }
        observer.look(() -> observer.started(task));
        scheduler.note("runs", task.index(), task::toString);
    }

    @Override
    public void ends(TaskId task) {
        java.util.Objects.requireNonNull(witness).ended(task);
    }

    @Override
    public Behaviour behaviour(TaskId task) {
        Behaviour behaviour = peek(task);
        boolean succeedsNow =
                switch (behaviour) {
                    case FAILS, KILLS -> timesStarted(task) > MAX_FAILURES;
                    case STUBBORN, LOST, POISON -> healed.contains(task);
                    case SOUND, SLOW, SKIPS -> false;
                };
        if (succeedsNow) {
            return Behaviour.SOUND;
        }
        switch (behaviour) {
            case FAILS -> faultPlan.count(Fault.TASK_FAILS);
            case KILLS -> faultPlan.count(Fault.OUT_OF_MEMORY);
            case SLOW -> faultPlan.count(Fault.OUT_OF_TIME);
            case POISON -> faultPlan.count(Fault.TASK_KILLS);
            case STUBBORN -> faultPlan.count(Fault.TASK_STUBBORN);
            case SKIPS -> faultPlan.count(Fault.TASK_SKIPS);
            case SOUND, LOST -> {}
        }
        return behaviour;
    }

    private int timesStarted(TaskId task) {
        return java.util.Objects.requireNonNull(witness).starts(task);
    }

    @Override
    public void threw(String what, Exception fault) {
        java.util.Objects.requireNonNull(witness).threw(what + " threw " + fault);
    }

    @Override
    public boolean fails(String what) {
        Fault fault = what.equals("plan") ? Fault.PLAN_FAILS : Fault.FINISH_FAILS;
        boolean fails = failures.getOrDefault(what, 0) < MAX_FAILURES && faultPlan.strikes(fault);
        if (fails) {
            failures.merge(what, 1, Integer::sum);
        }
        return fails;
    }

    @Override
    public boolean usesScratch(int task) {
        return faultPlan.may(Fault.SCRATCH_LEFT) && task % 4 == 0;
    }

    @Override
    public void spend(Task task, Behaviour behaviour, Duration limit) {
        if (!timeForTasks.isZero()) {
            long max = maxMicros(task, limit);
            scheduler.pass(max / 8 + Math.floorMod(scheduler.micros() * 31, max - max / 8));
        } else if (behaviour != Behaviour.SOUND || task.index() % 8 == 0) {
            long micros = behaviour == Behaviour.SLOW ? SLOW_MICROS : DEFAULT_MICROS;
            scheduler.pass(micros / 2 + Math.floorMod(scheduler.micros() * 31, micros));
        }
    }

    // The longest duration of a task. The tasks of a message run one after another in the
    // simulator, so they share the time.
    private long maxMicros(Task task, Duration limit) {
        Job row = java.util.Objects.requireNonNull(witness).row(new JobId(task.job()));
        int pack = row == null ? 1 : row.request().options().packFor(task.plan().tasks());
        Duration share = timeForTasks.dividedBy(pack);
        Duration max = share.compareTo(limit) < 0 ? share : limit.multipliedBy(9).dividedBy(10);
        return Math.max(1_000, max.toNanos() / 1_000);
    }

    @Override
    public boolean finishKills() {
        return finishFaults.kills();
    }

    @Override
    public int padding() {
        return finishFaults.padding();
    }

    @Override
    public Instant notBefore(Finishing finished) {
        return finishFaults.notBefore(finished);
    }
}
