package dev.fanfold.cli;

import dev.fanfold.cli.text.Terminal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Halts the process if its shutdown takes too long.
final class ForcedExit {
    /// Enough for an orderly shutdown on a busy machine.
    private static final Duration MAX_TIME = Duration.ofSeconds(7);

    private static final Duration PACE = Duration.ofMillis(500);
    private static final int KILLED = 137;

    /// The exit code of a shell for each signal, by the name of the JVM thread that handles it.
    private static final Map<String, Integer> CODES =
            Map.of("SIGHUP handler", 129, "SIGINT handler", 130, "SIGTERM handler", 143);

    private static final String LATE =
            "shutdown did not finish within "
                    + MAX_TIME.toSeconds()
                    + " s, so the process was halted; unsaved data is lost";

    private final Terminal terminal;
    private volatile int code;
    private volatile boolean begun;
    // Created early, because later there may be no memory for it.
    private final Thread last =
            Thread.ofPlatform().daemon().name("ending").unstarted(this::endAtLast);

    private ForcedExit(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Watches shutdowns from now on.
    static ForcedExit of(Terminal terminal) {
        ForcedExit forcedExit = new ForcedExit(terminal);
        forcedExit.last.start();
        Runtime.getRuntime().addShutdownHook(new Thread(forcedExit::begin, "ending begins"));
        return forcedExit;
    }

    /// Ends the process with this code.
    void exit(int exitCode) {
        code = exitCode;
        System.exit(exitCode);
    }

    private void begin() {
        code = signalled().orElse(code);
        begun = true;
        LockSupport.unpark(last);
    }

    private void endAtLast() {
        while (!begun) {
            LockSupport.park(this);
        }
        long end = System.nanoTime() + MAX_TIME.toNanos();
        for (long left = MAX_TIME.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        try {
            terminal.say(LATE);
        } finally { // also if there is no memory for the message
            Runtime.getRuntime().halt(code);
        }
    }

    // A shutdown hook does not learn its signal. The JVM names the thread that handles it, so look
    // for that.
    private static Optional<Integer> signalled() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[2 * all.activeCount() + 16];
        int count = all.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .map(thread -> CODES.get(thread.getName()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /// Ends this process soon after its launcher ends, if a launcher started it. The launcher
    /// forwards signals, so without it this process could not be stopped by its user.
    static void withLauncher() {
        long launcher = Long.getLong("fanfold.launcher", 0);
        if (launcher != 0) {
            Thread.ofPlatform().daemon().name("launcher").start(() -> endAfter(launcher));
        }
    }

    private static void endAfter(long launcher) {
        while (ProcessHandle.current().parent().filter(now -> now.pid() == launcher).isPresent()) {
            LockSupport.parkNanos(PACE.toNanos());
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
