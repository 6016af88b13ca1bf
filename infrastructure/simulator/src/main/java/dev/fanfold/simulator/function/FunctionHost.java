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

/// A function with its environments. They are started on demand, reused, and sometimes die.
public final class FunctionHost {
    private static final long MAX_START = 2_000_000;
    private static final long MAX_TRANSIT = 20_000;
    private static final long MAX_FREEZE = 300_000_000;
    private static final long SKEW = 5_000_000;
    private static final int CALLS = 24;
    private static final int MEMORY = 1_769;
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
    private final Fault killing;
    private final Environment.Maker maker;
    private final World world;
    private final List<Environment> idle = new ArrayList<>();
    private final List<Set<String>> leftOver = new ArrayList<>();
    private int environments;

    /// @param killing the fault that kills this function's environments
    public FunctionHost(
            String name, Duration timeout, Fault killing, Environment.Maker maker, World world) {
        this.name = name;
        this.timeout = timeout;
        this.killing = killing;
        this.maker = maker;
        this.world = world;
    }

    /// Creates the event as one version of the code reads it.
    interface EventFor {
        Object version(boolean newer);
    }

    /// Runs an invocation and calls `after` with its outcome.
    void invoke(EventFor event, Consumer<InvocationOutcome> after) {
        Environment environment = environment();
        long deadline = world.scheduler().micros() + timeout.toNanos() / 1_000;
        var call = new Call(environment, event, after, deadline);
        Strand process = world.scheduler().start(environment.host(), call::run);
        strike(process);
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

    private void strike(Strand process) {
        if (world.faultPlan().comesUp(killing)) {
            process.dieAfter(
                    1 + world.faultPlan().random().nextInt(CALLS),
                    () -> world.faultPlan().happened(killing));
        }
        if (world.faultPlan().comesUp(Fault.FROZEN)) {
            process.freezeAfter(
                    1 + world.faultPlan().random().nextInt(CALLS),
                    world.faultPlan().random().nextLong(MAX_FREEZE),
                    () -> world.faultPlan().struck(Fault.FROZEN));
        }
    }

    private Context context(Environment environment, long deadline) {
        return new InvocationContext(
                "00000000-0000-0000-0000-000000000000",
                arn(),
                environment.host().name(),
                MEMORY,
                () -> (int) ((deadline - world.scheduler().micros()) / 1_000),
                SILENT);
    }

    String arn() {
        return "arn:aws:lambda:us-east-1:123456789012:function:" + name;
    }

    private Environment environment() {
        retire();
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
                        ? world.faultPlan().random().nextLong(-SKEW, SKEW + 1)
                        : 0;
        return new Host(name + "-" + environments++, skew, world.startsNewer());
    }

    // After a deployment no environment of the older version is reused.
    private void retire() {
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
                world.scheduler().pass(world.upTo(environment.isWarm() ? MAX_TRANSIT : MAX_START));
                world.scheduler().note("starts");
                Object answer =
                        environment
                                .handler()
                                .handleRequest(
                                        event.version(environment.host().newer()),
                                        context(environment, deadline));
                outcome = new InvocationOutcome.Returned(answer);
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
                if (!environment.fresh().isEmpty()) {
                    world.promises().violated("I12", "scratch left: " + environment.fresh());
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
