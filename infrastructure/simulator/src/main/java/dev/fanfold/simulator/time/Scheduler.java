package dev.fanfold.simulator.time;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs simulated events one at a time, in the order of their times. Runs with equal decisions are
/// equal.
public final class Scheduler {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Strand> processes = new ArrayList<>();
    private final Trace trace;
    // The thread that runs the events.
    private Thread loop = Thread.currentThread();
    private @Nullable Strand running;
    private long now;
    private long nextOrder;
    private @Nullable Throwable defect;
    private boolean closed;

    public Scheduler(Trace trace) {
        this.trace = trace;
    }

    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /// Simulated microseconds since the start of the run.
    public long micros() {
        return now;
    }

    /// The simulated time.
    public Instant instant() {
        return START.plus(now, ChronoUnit.MICROS);
    }

    /// The clock that processes read. It has the skew of the running process's host.
    public InstantSource clock() {
        return () -> {
            Strand process = running;
            long ahead = process == null ? 0 : process.host().skewMicros();
            // Milliseconds, because attributes of items store no finer times.
            return START.plusMillis((now + ahead) / 1_000);
        };
    }

    /// Schedules an event after this time. Does nothing if the scheduler is closed.
    public void after(long micros, Runnable action) {
        if (closed) {
            return;
        }
        events.add(new Event(now + Math.max(0, micros), nextOrder++, action));
    }

    /// Starts a process. Its body begins in an event at the current time.
    public Strand start(Host host, Runnable body) {
        var process = new Strand(this, host, body);
        processes.removeIf(Strand::isOver);
        processes.add(process);
        process.start();
        return process;
    }

    /// Lets time pass. A running process waits while other events happen; outside a process only
    /// the clock advances.
    public void pass(long micros) {
        Strand process = running;
        if (process == null) {
            now += micros;
        } else {
            process.pass(micros);
        }
    }

    /// Whether a process runs.
    public boolean isInProcess() {
        return running != null;
    }

    /// Whether the running process is on a host whose name has this prefix.
    public boolean isRunning(String hostPrefix) {
        return running != null && running.host().name().startsWith(hostPrefix);
    }

    /// Whether the running process was killed. Each of its further calls to services fails without
    /// effect.
    public boolean isDying() {
        return running != null && running.isDying();
    }

    /// Whether the running process has the newer of two versions of the code. False outside a
    /// process.
    public boolean isNewer() {
        return running != null && running.host().newer();
    }

    /// Adds an event to the trace.
    public void note(String what) {
        note(what, 0, () -> "");
    }

    /// Adds an event to the trace.
    ///
    /// @param detail distinguishes it from other events of its kind
    /// @param text more text, which only the lines of the trace show
    public void note(String what, long detail, Supplier<String> text) {
        Strand process = running;
        trace.note(now, process == null ? "" : process.host().name(), what, detail, text);
    }

    public Trace trace() {
        return trace;
    }

    /// Runs the next event.
    ///
    /// @return false if there was none
    /// @throws IllegalStateException if a process has ended with an unexpected exception
    public boolean step() {
        loop = Thread.currentThread();
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        now = Math.max(now, next.at);
        next.action.run();
        if (defect != null) {
            throw new IllegalStateException("a process ended with an unexpected exception", defect);
        }
        return true;
    }

    /// Whether all processes have ended.
    public boolean isIdle() {
        return processes.stream().allMatch(Strand::isOver);
    }

    /// Kills every process that has not ended, and runs it to its end. It has no further effect on
    /// services.
    public void close() {
        closed = true;
        loop = Thread.currentThread();
        events.clear();
        for (Strand process : List.copyOf(processes)) {
            if (!process.isOver()) {
                process.end();
            }
        }
    }

    /// Records that a process ended with an unexpected exception.
    void failed(Throwable unexpected) {
        defect = unexpected;
    }

    /// The thread that waits while a process runs.
    Thread loop() {
        return loop;
    }

    /// Gives the turn to a process, and waits until the process yields it or ends.
    void giveTurn(Strand process) {
        running = process;
        try {
            process.run();
        } finally {
            running = null;
        }
    }
}
