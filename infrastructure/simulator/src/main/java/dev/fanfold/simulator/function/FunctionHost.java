package dev.fanfold.simulator.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfold.lambda.InvocationContext;
import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.simulator.fault.Fault;
import dev.fanfold.simulator.time.Host;
import dev.fanfold.simulator.time.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A function with its environments. They are started on demand and reused; faults kill some of
/// them.
public final class FunctionHost {
    // Times are in simulated microseconds.
    private static final long MAX_COLD_START = 2_000_000;
    private static final long MAX_WARM_START = 20_000;
    private static final long MAX_FREEZE = 300_000_000;
    private static final long MAX_SKEW = 5_000_000;
    // An invocation is killed or frozen at one of its first passes of time.
    private static final int MAX_PASSES = 24;
    // The context states this memory for every function.
    private static final int MEMORY_MIB = 1_769;
    // Discards log lines, because the trace records what happens.
    private static final LambdaLogger SILENT =
            new LambdaLogger() {
                @Override
                public void log(String message) {}

                @Override
                public void log(byte[] message) {}
            };
    private final String name;
    private final Duration timeout;
    private final Fault killedBy;
    private final Environment.Maker maker;
    private final World world;
    private final List<Environment> idle = new ArrayList<>();
    // Scratch directories of environments that died, each set for one later environment.
    private final List<Set<String>> leftOver = new ArrayList<>();
    private int environments;

    /// @param killedBy the fault that kills this function's environments
    public FunctionHost(
            String name, Duration timeout, Fault killedBy, Environment.Maker maker, World world) {
        this.name = name;
        this.timeout = timeout;
        this.killedBy = killedBy;
        this.maker = maker;
        this.world = world;
    }

    /// Creates the event as one version of the code reads it.
    interface EventFor {
        Object version(boolean newer);
    }

    /// Starts an invocation. When it ends, `after` is called with its outcome, once.
    void invoke(EventFor event, Consumer<InvocationOutcome> after) {
        Environment environment = environment();
        long deadline = world.scheduler().micros() + timeout.toNanos() / 1_000;
        var call = new Call(environment, event, after, deadline);
        Strand process = world.scheduler().start(environment.host(), call::run);
        planFaults(process);
        world.scheduler()
                .after(
                        timeout.toNanos() / 1_000,
                        () -> {
                            if (!call.ended) {
                                world.scheduler().note("times out");
                                process.kill();
                                call.end(new InvocationOutcome.Died("killed"));
                            }
                        });
    }

    private void planFaults(Strand process) {
        if (world.faultPlan().comesUp(killedBy)) {
            process.dieAfter(
                    1 + world.faultPlan().random().nextInt(MAX_PASSES),
                    () -> world.faultPlan().count(killedBy));
        }
        if (world.faultPlan().comesUp(Fault.FROZEN)) {
            process.freezeAfter(
                    1 + world.faultPlan().random().nextInt(MAX_PASSES),
                    world.faultPlan().random().nextLong(MAX_FREEZE),
                    () -> world.faultPlan().countAndTrace(Fault.FROZEN));
        }
    }

    private Context context(Environment environment, long deadline) {
        return new InvocationContext(
                "00000000-0000-0000-0000-000000000000",
                arn(),
                environment.host().name(),
                MEMORY_MIB,
                () -> (int) ((deadline - world.scheduler().micros()) / 1_000),
                SILENT);
    }

    String arn() {
        return "arn:aws:lambda:us-east-1:123456789012:function:" + name;
    }

    private Environment environment() {
        removeOlderVersions();
        if (!idle.isEmpty() && world.random().nextInt(8) > 0) {
            return idle.remove(world.random().nextInt(idle.size()));
        }
        Set<String> scratch = leftOver.isEmpty() ? new TreeSet<>() : leftOver.removeFirst();
        var environment = new Environment(host(), scratch);
        environment.start(maker);
        return environment;
    }

    private Host host() {
        long skew =
                world.faultPlan().hits(Fault.CLOCKS_APART)
                        ? world.faultPlan().random().nextLong(-MAX_SKEW, MAX_SKEW + 1)
                        : 0;
        return new Host(name + "-" + environments++, skew, world.startsNewer());
    }

    // After a deployment no environment of the older version is reused.
    private void removeOlderVersions() {
        if (world.scheduler().micros() >= world.deploys().to()) {
            idle.removeIf(environment -> !environment.host().newer());
        }
    }

    /// One invocation.
    private final class Call {
        private final Environment environment;
        private final EventFor event;
        private final Consumer<InvocationOutcome> after;
        private final long deadline;
        private boolean ended;

        Call(
                Environment environment,
                EventFor event,
                Consumer<InvocationOutcome> after,
                long deadline) {
            this.environment = environment;
            this.event = event;
            this.after = after;
            this.deadline = deadline;
        }

        void run() {
            InvocationOutcome outcome = new InvocationOutcome.Died("killed");
            try {
                long maxStart = environment.markUsed() ? MAX_WARM_START : MAX_COLD_START;
                world.scheduler().pass(world.upTo(maxStart));
                world.scheduler().note("starts");
                Object response =
                        environment
                                .handler()
                                .handleRequest(
                                        event.version(environment.host().newer()),
                                        context(environment, deadline));
                outcome = new InvocationOutcome.Returned(response);
            } catch (RuntimeException e) {
                // A killed process has died, even if its code throws an exception while it unwinds.
                outcome =
                        world.scheduler().isDying()
                                ? new InvocationOutcome.Died("killed")
                                : new InvocationOutcome.Threw(e);
            } catch (VirtualMachineError broken) {
                outcome = new InvocationOutcome.Died("killed");
            } finally {
                end(outcome);
            }
        }

        void end(InvocationOutcome outcome) {
            if (ended) {
                return;
            }
            ended = true;
            world.scheduler().note(outcome.getClass().getSimpleName());
            if (!(outcome instanceof InvocationOutcome.Died)) {
                if (!environment.created().isEmpty()) {
                    world.promises().violated("I12", "scratch left: " + environment.created());
                }
                idle.add(environment);
            } else if (!environment.leftOver().isEmpty()
                    && world.faultPlan().strikes(Fault.SCRATCH_LEFT)) {
                leftOver.add(environment.leftOver());
            }
            after.accept(outcome);
        }
    }
}
