package dev.fanfold.simulator.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.simulator.time.Host;
import java.util.Set;
import java.util.TreeSet;

/// One execution environment: a handler and its scratch directory.
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

    /// Creates a function's handler in an environment.
    public interface Maker {
        RequestHandler<?, ?> make(Environment environment);
    }

    @SuppressWarnings("unchecked") // each source sends events of the type that its handler takes
    void start(Maker maker) {
        handler = (RequestHandler<Object, Object>) maker.make(this);
    }

    RequestHandler<Object, Object> handler() {
        return handler;
    }

    /// Whether it was used before. Each call marks it as used.
    boolean isWarm() {
        boolean before = warm;
        warm = true;
        return before;
    }

    /// The host that it runs on.
    public Host host() {
        return host;
    }

    /// Creates a scratch directory; false if there is one of this name.
    boolean put(String name) {
        fresh.add(name);
        return scratch.add(name);
    }

    void wipe() {
        fresh.clear();
        scratch.clear();
    }

    /// The scratch directories created since the last wipe.
    Set<String> fresh() {
        return fresh;
    }

    /// The scratch directories that this environment leaves behind when it dies.
    Set<String> leftOver() {
        return new TreeSet<>(scratch);
    }
}
