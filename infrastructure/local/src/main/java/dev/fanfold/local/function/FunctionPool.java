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

/// The environments of one function: as many as are busy at the same time, up to its limit.
public final class FunctionPool implements AutoCloseable {
    private static final long GRACE_MILLIS = 1000;

    private final Function declared;
    private final HandlerClass handler;
    private final Map<String, String> variables;
    private final Host host;
    // The environment that became idle last is used next, as on Lambda. So idle ones can be removed
    // when the load drops.
    private final Deque<Environment> resting = new ConcurrentLinkedDeque<>();
    private final Set<Environment> living = ConcurrentHashMap.newKeySet();
    private final Slots<Call> slots;
    private final AtomicInteger numbers = new AtomicInteger();
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
        return slots.taken();
    }

    public int environments() {
        return living.size();
    }

    /// The number of invocations that have ended.
    public long invocations() {
        return invocations.sum();
    }

    Meter meter() {
        return host.meter();
    }

    /// The faults that are injected into its invocations.
    public FaultInjector faults() {
        return host.faultInjector();
    }

    /// The loader of its code. The first environment opens it.
    ClassLoader classes() {
        return handler.code().classes();
    }

    /// Logs a line with the name of this function.
    public void say(String line) {
        host.log().accept(name() + ": " + line);
    }

    /// @param environment its number, part of its scratch directory's name
    RequestHandler<Object, Object> newHandler(int environment)
            throws IOException, ReflectiveOperationException {
        Map<String, String> own = new HashMap<>(variables);
        handler.code().folder().ifPresent(code -> own.put("LAMBDA_TASK_ROOT", code.toString()));
        own.put(
                "TMPDIR",
                Files.createDirectories(host.scratch().resolve(name() + "-" + environment))
                        .toString());
        return handler.instance(own);
    }

    /// Runs the handler on an idle environment or on a new one. At the function's limit the event
    /// waits for a free environment. `then` receives the outcome, once, on the environment's thread
    /// or on the thread that killed it.
    public void invoke(Object event, Consumer<InvocationOutcome> then) {
        slots.queue(new Call(event, then));
        begin();
    }

    /// Like [#invoke], but returns false and does nothing at the function's limit.
    public boolean invokeNow(Object event, Consumer<InvocationOutcome> then) {
        if (!slots.take()) {
            return false;
        }
        begin(new Call(event, then));
        return true;
    }

    private record Call(Object event, Consumer<InvocationOutcome> then) {}

    private void begin() {
        for (Call call = slots.next(); call != null; call = slots.next()) {
            begin(call);
        }
    }

    private void begin(Call call) {
        long limit = declared.timeout().toMillis();
        long started = System.nanoTime();
        InvocationContext context =
                new InvocationContext(
                        UUID.randomUUID().toString(),
                        Aws.arn("lambda", "function:" + name()),
                        name(),
                        declared.memory(),
                        () -> (int) (limit - millisSince(started)),
                        new Log(this::say));
        Invocation invocation =
                new Invocation(
                        call.event(),
                        context,
                        outcome -> {
                            try {
                                ended(millisSince(started), outcome);
                            } finally {
                                call.then().accept(outcome);
                            }
                        });
        host.faultInjector().fate(declared.isFedByStream()).ifPresent(invocation::doom);
        try {
            Environment environment = awake();
            after(limit, () -> timedOut(environment, invocation)).ifPresent(invocation::limitedBy);
            environment.invoke(invocation);
        } catch (Throwable noRoom) { // as if Lambda had no capacity: the caller retries
            invocation.claim();
            invocation.end(new InvocationOutcome.Threw(noRoom));
        }
    }

    private static long millisSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }

    private Optional<Future<?>> after(long millis, Runnable action) {
        try {
            return Optional.of(host.timers().schedule(action, millis, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException closing) {
            return Optional.empty();
        }
    }

    private Environment awake() {
        Environment rested = resting.pollFirst();
        while (rested != null && rested.isDead()) {
            rested = resting.pollFirst();
        }
        if (rested != null) {
            return rested;
        }
        Environment made = new Environment(this, numbers.incrementAndGet());
        made.start();
        living.add(made);
        if (slots.isClosed()) { // otherwise close() finds it in the set
            made.kill();
        }
        return made;
    }

    void rest(Environment environment) {
        resting.addFirst(environment);
    }

    private void ended(long elapsed, InvocationOutcome outcome) {
        slots.free();
        begin();
        invocations.increment();
        long millis = Math.max(1, elapsed);
        meter().add(name(), "lambda", "Invoke", Meter.Unit.INVOCATIONS, 1);
        meter().add(name(), "lambda", "Invoke", Meter.Unit.MILLISECONDS, millis);
        long size = millis * declared.memory();
        meter().add(name(), "lambda", "Invoke", Meter.Unit.MIB_MILLISECONDS, size);
        switch (outcome) {
            case InvocationOutcome.Returned ignored -> {}
            case InvocationOutcome.Threw threw -> say("failed: " + Traces.of(threw.error()));
            case InvocationOutcome.Died died -> say("an environment died: " + died.why());
        }
    }

    /// Kills every environment that is busy now.
    ///
    /// @return the number of environments killed
    public int killBusy(String why) {
        List<Environment> killed =
                living.stream().filter(environment -> environment.killRunning(why)).toList();
        killed.forEach(this::bury);
        return killed.size();
    }

    private void timedOut(Environment environment, Invocation invocation) {
        kill(environment, invocation, "timed out after " + declared.timeout().toMillis() + " ms");
    }

    void kill(Environment environment, Invocation invocation, String why) {
        if (environment.kill(invocation, why)) {
            bury(environment);
        }
    }

    private void bury(Environment dead) {
        living.remove(dead);
        Optional<Future<?>> ignored = after(GRACE_MILLIS, dead::complain);
    }

    /// Ends every environment. Running invocations report nothing.
    @Override
    public void close() {
        slots.close();
        living.forEach(Environment::kill);
    }

    /// Waits for ended environments to close, at most until this `nanoTime`.
    public void awaitEnd(long until) {
        living.forEach(environment -> environment.awaitEnd(until));
        living.clear();
    }
}
