package dev.fanfold.cli;

import dev.fanfold.cli.text.Terminal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Halts the process if its shutdown takes too long, or if its launcher has ended.
final class ForcedExit {
    /// Enough for an orderly shutdown on a busy machine, and less than the nine seconds after which
    /// the launcher kills this process.
    static final Duration MAX_TIME = Duration.ofSeconds(7);

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);
    private static final int KILLED = 137;

    /// The usual exit code for each signal, by the name of the JVM thread that handles the signal.
    private static final Map<String, Integer> CODES =
            Map.of("SIGHUP handler", 129, "SIGINT handler", 130, "SIGTERM handler", 143);

    private static final String LATE =
            "shutdown did not finish within "
                    + MAX_TIME.toSeconds()
                    + " s, so the process was halted; unsaved data is lost";

    private final Terminal terminal;
    private volatile int code;
    private volatile boolean isShuttingDown;
    // Created when the command starts, because later there may be no memory for a thread.
    private final Thread watchdog =
            Thread.ofPlatform().daemon().name("ending").unstarted(this::haltWhenLate);

    private ForcedExit(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Starts the thread that waits for the shutdown of this process.
    static ForcedExit of(Terminal terminal) {
        ForcedExit forcedExit = new ForcedExit(terminal);
        forcedExit.watchdog.start();
        Runtime.getRuntime().addShutdownHook(new Thread(forcedExit::onShutdown, "ending begins"));
        return forcedExit;
    }

    /// Ends the process with this code.
    void exit(int exitCode) {
        code = exitCode;
        System.exit(exitCode);
    }

    private void onShutdown() {
        code = exitCodeOfSignal().orElse(code);
        isShuttingDown = true;
        LockSupport.unpark(watchdog);
    }

    private void haltWhenLate() {
        while (!isShuttingDown) {
            LockSupport.park(this);
        }
        long end = System.nanoTime() + MAX_TIME.toNanos();
        for (long remaining = MAX_TIME.toNanos();
                remaining > 0;
                remaining = end - System.nanoTime()) {
            LockSupport.parkNanos(this, remaining);
        }
        try {
            terminal.say(LATE);
        } finally { // also if there is no memory for the message
            Runtime.getRuntime().halt(code);
        }
    }

    // The JVM does not pass the signal to shutdown hooks, but the name of the thread that handles
    // the signal contains it.
    private static Optional<Integer> exitCodeOfSignal() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] threads = new Thread[2 * group.activeCount() + 16];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .map(thread -> CODES.get(thread.getName()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /// If a launcher started this process, halts the process soon after the launcher has ended.
    ///
    /// The user stops this process by signals to the launcher, which forwards them. Without the
    /// launcher, the process would run on.
    static void endWithLauncher() {
        long launcher = Long.getLong("fanfold.launcher", 0);
        if (launcher != 0) {
            Thread.ofPlatform().daemon().name("launcher").start(() -> haltAfterEndOf(launcher));
        }
    }

    private static void haltAfterEndOf(long launcher) {
        while (ProcessHandle.current()
                .parent()
                .filter(parent -> parent.pid() == launcher)
                .isPresent()) {
            LockSupport.parkNanos(CHECK_INTERVAL.toNanos());
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
