package dev.fanfold.local.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.local.meter.Meter;
import dev.fanfold.local.template.Function;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// The environments of one function. It makes as many as are busy at once: who invokes keeps to the
/// limits.
public final class FunctionPool implements AutoCloseable {
    private static final long GRACE_MILLIS = 1000;

    private final Function declared;
    private final HandlerClass handler;
    private final Map<String, String> variables;
    private final Meter meter;
    private final ScheduledExecutorService timers;
    private final Consumer<String> log;
    private final ClassLoader classes = Thread.currentThread().getContextClassLoader();
    // The one that rested last works next, as on Lambda: so a lull lets the others be forgotten.
    private final Deque<Environment> resting = new ConcurrentLinkedDeque<>();
    private final Set<Environment> living = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder invocations = new LongAdder();

    public FunctionPool(
            Function declared,
            HandlerClass handler,
            Map<String, String> variables,
            Meter meter,
            ScheduledExecutorService timers,
            Consumer<String> log) {
        this.declared = declared;
        this.handler = handler;
        this.variables = Map.copyOf(variables);
        this.meter = meter;
        this.timers = timers;
        this.log = log;
    }

    public Function declared() {
        return declared;
    }

    public String name() {
        return declared.name();
    }

    /// Invocations that have begun and not ended.
    public int inFlight() {
        return inFlight.get();
    }

    public int environments() {
        return living.size();
    }

    public long invocations() {
        return invocations.sum();
    }

    Meter meter() {
        return meter;
    }

    ClassLoader classes() {
        return classes;
    }

    RequestHandler<Object, Object> newHandler() throws ReflectiveOperationException {
        return handler.instance(variables);
    }

    /// Runs the handler on an environment that rests, or on a new one. `then` hears how it ended,
    /// once, on the environment's thread or the one that killed it.
    public void invoke(Object event, Consumer<Outcome> then) {
        InvocationContext context =
                new InvocationContext(
                        UUID.randomUUID().toString(),
                        name(),
                        System.nanoTime(),
                        declared.timeout().toMillis(),
                        declared.memory(),
                        line -> log.accept(name() + ": " + line));
        Environment environment = awake();
        ScheduledFuture<?> limit =
                timers.schedule(
                        () ->
                                kill(
                                        environment,
                                        "timed out after " + declared.timeout().toSeconds() + " s"),
                        declared.timeout().toMillis(),
                        TimeUnit.MILLISECONDS);
        inFlight.incrementAndGet();
        environment.invoke(
                new Environment.Invocation(
                        event,
                        context,
                        new Environment.Ending(outcome -> {
                            limit.cancel(false);
                            inFlight.decrementAndGet();
                            count(context);
                            report(outcome);
                            then.accept(outcome);
                        })));
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
        living.add(made);
        made.start();
        return made;
    }

    void rest(Environment environment) {
        resting.addFirst(environment);
    }

    private void count(InvocationContext context) {
        long millis = Math.max(1, context.elapsedMillis());
        invocations.increment();
        meter.add(name(), "lambda", "Invoke", Meter.Unit.INVOCATIONS, 1);
        meter.add(name(), "lambda", "Invoke", Meter.Unit.MILLISECONDS, millis);
        meter.add(
                name(),
                "lambda",
                "Invoke",
                Meter.Unit.MIB_MILLISECONDS,
                millis * declared.memory());
    }

    private void report(Outcome outcome) {
        switch (outcome) {
            case Outcome.Returned ignored -> {}
            case Outcome.Threw threw ->
                    log.accept(name() + ": failed: " + Traces.of(threw.error()));
            case Outcome.Died died -> log.accept(name() + ": an environment died: " + died.why());
        }
    }

    /// Kills every environment that is busy now.
    ///
    /// @return how many
    public int killBusy(String why) {
        var busy = living.stream().filter(Environment::isBusy).toList();
        busy.forEach(environment -> kill(environment, why));
        return busy.size();
    }

    private void kill(Environment environment, String why) {
        living.remove(environment);
        environment.kill(why);
        timers.schedule(() -> complain(environment), GRACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void complain(Environment dead) {
        if (dead.thread().isAlive()) {
            log.accept(
                    name()
                            + ": the thread "
                            + dead.thread().getName()
                            + " is dead and ignores its interrupt; it can reach nothing, but it burns this machine's time");
        }
    }

    @Override
    public void close() {
        living.forEach(environment -> environment.kill("the local cloud closed"));
        living.clear();
    }
}
