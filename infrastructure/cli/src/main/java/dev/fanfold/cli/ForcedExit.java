package dev.fanfold.cli;

import dev.fanfold.cli.text.Terminal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Sees to it that a process which is to end does, whatever its shutdown waits for.
final class ForcedExit {
    /// Enough for a shutdown in order on a busy machine.
    private static final Duration MAX_TIME = Duration.ofSeconds(7);

    private static final Duration PACE = Duration.ofMillis(500);
    private static final int KILLED = 137;

    /// What a shell makes of a signal, by the thread that handles it.
    private static final Map<String, Integer> CODES =
            Map.of("SIGHUP handler", 129, "SIGINT handler", 130, "SIGTERM handler", 143);

    private static final String LATE =
            "could not stop in order within "
                    + MAX_TIME.toSeconds()
                    + " s and stopped at once; what was not kept is lost";

    private final Terminal terminal;
    private volatile int code;
    private volatile boolean begun;
    // Made beforehand: later there may be no memory for it.
    private final Thread last =
            Thread.ofPlatform().daemon().name("ending").unstarted(this::endAtLast);

    private ForcedExit(Terminal terminal) {
        this.terminal = terminal;
    }

    /// From here on, a shutdown that has begun ends.
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
        } finally { // also when there is no memory to say it
            Runtime.getRuntime().halt(code);
        }
    }

    // Nobody tells a shutdown why it began; the JVM names the thread in which it handles a signal.
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

    /// Ends this process soon after the launcher that started it and passes signals on to it, if it
    /// was started so: nobody else knows that it is there.
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
