package dev.fanfold.local.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.lambda.InvocationContext;
import dev.fanfold.lambda.InvocationOutcome;
import dev.fanfold.local.fault.FaultInjector;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.template.Aws;
import dev.fanfold.template.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// The environments of one function, and the calls that wait for one.
///
/// A new environment starts if all others are busy. There are at most as many as the function may
/// have concurrent invocations ([Function#reserved]).
public final class FunctionPool implements AutoCloseable {
    // How long after a kill the environment's thread may run before that is logged.
    private static final long GRACE_MILLIS = 1000;

    private final Function declared;
    private final HandlerClass handler;
    private final Map<String, String> variables;
    private final Host host;
    // The environment that became idle last is used next, as on Lambda, which can then remove the
    // others when the load drops.
    private final Deque<Environment> idle = new ConcurrentLinkedDeque<>();
    private final Set<Environment> living = ConcurrentHashMap.newKeySet();
    private final Slots<Call> slots;
    private final AtomicInteger lastEnvironmentNumber = new AtomicInteger();
    private final LongAdder invocations = new LongAdder();

    public FunctionPool(
            Function declared, HandlerClass handler, Map<String, String> variables, Host host) {
        this.declared = declared;
        this.handler = handler;
        this.variables = Map.copyOf(variables);
        this.host = host;
        this.slots = new Slots<>(declared.reserved());
    }

    public Function declared() {
        return declared;
    }

    public String name() {
        return declared.name();
    }

    /// The number of invocations that have started and not ended.
    public int inFlight() {
        return slots.inUse();
    }

    /// The number of living environments.
    ///
    /// Those that [#close] killed are counted until [#awaitEnd] has returned.
    public int environments() {
        return living.size();
    }

    /// The number of invocations that have ended, in any way.
    public long invocations() {
        return invocations.sum();
    }

    Meter meter() {
        return host.meter();
    }

    /// Injects faults into this function's invocations, service calls and events.
    public FaultInjector faultInjector() {
        return host.faultInjector();
    }

    /// The class loader of the function's code. The first call opens the code.
    ClassLoader codeLoader() {
        return handler.code().classes();
    }

    /// Logs a line after the name of this function.
    public void log(String line) {
        host.log().accept(name() + ": " + line);
    }

    /// Creates the handler instance of an environment, and its temporary directory.
    RequestHandler<Object, Object> newHandler(int environmentNumber)
            throws IOException, ReflectiveOperationException {
        Map<String, String> allVariables = new HashMap<>(variables);
        handler.code()
                .folder()
                .ifPresent(code -> allVariables.put("LAMBDA_TASK_ROOT", code.toString()));
        allVariables.put(
                "TMPDIR",
                Files.createDirectories(host.scratch().resolve(name() + "-" + environmentNumber))
                        .toString());
        return handler.createInstance(allVariables);
    }

    /// Starts an invocation on an idle environment or on a new one, and returns without waiting.
    ///
    /// If the function is at its concurrency limit, the event waits until an invocation has ended.
    /// `onEnd` receives the outcome once: on the environment's thread, on the thread that killed
    /// the environment, or on the thread that could not start one. After [#close], it may receive
    /// none.
    public void invoke(Object event, Consumer<InvocationOutcome> onEnd) {
        slots.queue(new Call(event, onEnd));
        startWaitingCalls();
    }

    /// Like [#invoke], but never waits, and precedes the events that wait.
    ///
    /// @return false if the event was not accepted, because the function is at its concurrency
    ///   limit or closed
    public boolean invokeNow(Object event, Consumer<InvocationOutcome> onEnd) {
        if (!slots.tryTake()) {
            return false;
        }
        start(new Call(event, onEnd));
        return true;
    }

    private record Call(Object event, Consumer<InvocationOutcome> onEnd) {}

    private void startWaitingCalls() {
        for (Call call = slots.next(); call != null; call = slots.next()) {
            start(call);
        }
    }

    private void start(Call call) {
        long limit = declared.timeout().toMillis();
        long started = System.nanoTime();
        InvocationContext context =
                new InvocationContext(
                        UUID.randomUUID().toString(),
                        Aws.arn("lambda", "function:" + name()),
                        name(),
                        declared.memory(),
                        () -> (int) (limit - millisSince(started)),
                        new Log(this::log));
        Invocation invocation =
                new Invocation(
                        call.event(),
                        context,
                        outcome -> {
                            try {
                                onEnded(millisSince(started), outcome);
                            } finally {
                                call.onEnd().accept(outcome);
                            }
                        });
        host.faultInjector()
                .killPointsBeforeDeath(declared.isFedByStream())
                .ifPresent(invocation::killAfter);
        try {
            Environment environment = idleOrNew();
            schedule(limit, () -> timedOut(environment, invocation))
                    .ifPresent(invocation::setTimer);
            environment.invoke(invocation);
        } catch (Throwable cannotStart) { // for example, no memory for another thread
            invocation.claim();
            invocation.end(new InvocationOutcome.Threw(cannotStart));
        }
    }

    private static long millisSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }

    private Optional<Future<?>> schedule(long millis, Runnable action) {
        try {
            return Optional.of(host.timers().schedule(action, millis, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException closing) {
            return Optional.empty();
        }
    }

    private Environment idleOrNew() {
        Environment environment = idle.pollFirst();
        while (environment != null && environment.isDead()) {
            environment = idle.pollFirst();
        }
        if (environment != null) {
            return environment;
        }
        Environment created = new Environment(this, lastEnvironmentNumber.incrementAndGet());
        created.start();
        living.add(created);
        if (slots.isClosed()) { // close() may have passed the set before this one was added
            created.kill();
        }
        return created;
    }

    void markIdle(Environment environment) {
        idle.addFirst(environment);
    }

    private void onEnded(long elapsed, InvocationOutcome outcome) {
        slots.free();
        startWaitingCalls();
        invocations.increment();
        long millis = Math.max(1, elapsed);
        meter().add(name(), "lambda", "Invoke", Meter.Unit.INVOCATIONS, 1);
        meter().add(name(), "lambda", "Invoke", Meter.Unit.MILLISECONDS, millis);
        long mibMillis = millis * declared.memory();
        meter().add(name(), "lambda", "Invoke", Meter.Unit.MIB_MILLISECONDS, mibMillis);
        switch (outcome) {
            case InvocationOutcome.Returned ignored -> {}
            case InvocationOutcome.Threw threw -> log("failed: " + Traces.of(threw.error()));
            case InvocationOutcome.Died died -> log("an environment died: " + died.why());
        }
    }

    /// Kills every environment that is running an invocation.
    ///
    /// @return the number of environments killed
    public int killBusy(String reason) {
        List<Environment> killed =
                living.stream().filter(environment -> environment.killRunning(reason)).toList();
        killed.forEach(this::discard);
        return killed.size();
    }

    private void timedOut(Environment environment, Invocation invocation) {
        kill(environment, invocation, "timed out after " + declared.timeout().toMillis() + " ms");
    }

    /// Kills an environment and its invocation, unless the invocation has ended.
    void kill(Environment environment, Invocation invocation, String reason) {
        if (environment.kill(invocation, reason)) {
            discard(environment);
        }
    }

    private void discard(Environment dead) {
        living.remove(dead);
        Optional<Future<?>> ignored = schedule(GRACE_MILLIS, dead::warnIfAlive);
    }

    /// Kills every environment and drops the events that wait.
    ///
    /// Running handlers are interrupted. This method does not wait for them: see [#awaitEnd].
    @Override
    public void close() {
        slots.close();
        living.forEach(Environment::kill);
    }

    /// Waits until the environments' threads have ended, at most until `System.nanoTime()` is
    /// `deadline`.
    public void awaitEnd(long deadline) {
        living.forEach(environment -> environment.awaitEnd(deadline));
        living.clear();
    }
}
