package dev.fanfold.simulator.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.simulator.time.Host;
import java.util.Set;
import java.util.TreeSet;

/// One execution environment: a handler, and what it keeps between invocations.
public final class Environment {
    private final Host host;
    private final Set<String> scratch;
    private final Set<String> fresh = new TreeSet<>();
    private boolean warm;
    private RequestHandler<Object, Object> handler =
            (_, _) -> {
                throw new IllegalStateException("no handler yet");
            };

    Environment(Host host, Set<String> scratch) {
        this.host = host;
        this.scratch = scratch;
    }

    /// Makes a function's handler in an environment.
    public interface Maker {
        RequestHandler<?, ?> make(Environment environment);
    }

    @SuppressWarnings("unchecked") // what a feed sends is what its function takes
    void start(Maker maker) {
        handler = (RequestHandler<Object, Object>) maker.make(this);
    }

    RequestHandler<Object, Object> handler() {
        return handler;
    }

    /// Whether it has been used before; from now on it has.
    boolean isWarm() {
        boolean before = warm;
        warm = true;
        return before;
    }

    /// Where it runs.
    public Host host() {
        return host;
    }

    /// Puts something into its scratch directory; whether there was nothing of that name.
    boolean put(String name) {
        fresh.add(name);
        return scratch.add(name);
    }

    void wipe() {
        fresh.clear();
        scratch.clear();
    }

    /// What the invocations since the last wipe put there.
    Set<String> fresh() {
        return fresh;
    }

    /// What a dead environment leaves to the one that replaces it.
    Set<String> leftOver() {
        return new TreeSet<>(scratch);
    }
}
