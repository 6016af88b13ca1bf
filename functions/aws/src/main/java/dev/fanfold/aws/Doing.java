package dev.fanfold.aws;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// What a thread works on, for whoever shows what it prints. Threads that a task starts inherit it
/// until the task is over.
public final class Doing {
    private static final ThreadLocal<@Nullable Doing> CURRENT = new InheritableThreadLocal<>();

    private final String name;
    private volatile boolean over;

    private Doing(String name) {
        this.name = name;
    }

    /// What the current thread works on, such as `job 5d41... task 7`; empty if that is not known.
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get()).filter(doing -> !doing.over).map(Doing::name);
    }

    private String name() {
        return name;
    }

    static <T> T during(String name, Callable<T> call) throws Exception {
        Doing doing = new Doing(name);
        Doing before = CURRENT.get();
        CURRENT.set(doing);
        try {
            return call.call();
        } finally {
            doing.over = true;
            CURRENT.set(before);
        }
    }
}
