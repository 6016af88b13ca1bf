package dev.fanfold.simulator.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.fanfold.simulator.time.Host;
import java.util.Set;
import java.util.TreeSet;

/// One execution environment: a handler, and the names of the scratch directories in it.
public final class Environment {
    private final Host host;
    private final Set<String> scratch;
    private final Set<String> created = new TreeSet<>();
    private boolean used;
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

    /// Marks the environment as used. Returns whether it was used before.
    boolean markUsed() {
        boolean wasUsed = used;
        used = true;
        return wasUsed;
    }

    /// The host that the environment runs on.
    public Host host() {
        return host;
    }

    /// Creates a scratch directory. Returns false if a directory of this name exists already.
    boolean createScratch(String name) {
        created.add(name);
        return scratch.add(name);
    }

    /// Deletes all scratch directories, also those that another environment left.
    void wipeScratch() {
        created.clear();
        scratch.clear();
    }

    /// The scratch directories that were created, or found, since the last wipe.
    Set<String> created() {
        return created;
    }

    /// The scratch directories that this environment leaves behind when it dies.
    Set<String> leftOver() {
        return new TreeSet<>(scratch);
    }
}
