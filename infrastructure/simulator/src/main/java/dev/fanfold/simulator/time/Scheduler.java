package dev.fanfold.simulator.time;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs simulated events one at a time, in order. Equal decisions make equal runs.
public final class Scheduler {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Strand> processes = new ArrayList<>();
    private final Trace trace;
    private Thread loop = Thread.currentThread();
    private @Nullable Strand running;
    private long now;
    private long order;
    private @Nullable Throwable defect;
    private boolean closed;

    public Scheduler(Trace trace) {
        this.trace = trace;
    }

    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int first = Long.compare(at, other.at);
            return first != 0 ? first : Long.compare(order, other.order);
        }
    }

    /// Simulated microseconds since the start of the run.
    public long micros() {
        return now;
    }

    public Instant instant() {
        return START.plus(now, ChronoUnit.MICROS);
    }

    /// The clock of the running process, with its skew.
    public InstantSource clock() {
        return () -> {
            Strand process = running;
            long ahead = process == null ? 0 : process.host().skewMicros();
            // Milliseconds, because DynamoDB and the messages keep nothing finer.
            return START.plusMillis((now + ahead) / 1_000);
        };
    }

    /// Schedules an event in so many microseconds.
    public void after(long micros, Runnable what) {
        if (closed) {
            return;
        }
        events.add(new Event(now + Math.max(0, micros), order++, what));
    }

    /// Starts a process.
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
    public boolean isRunning(String host) {
        return running != null && running.host().name().startsWith(host);
    }

    /// Whether the running process was killed. What it does from now on has no effect.
    public boolean isDying() {
        return running != null && running.isDying();
    }

    /// Whether the running process has the newer of two versions of the code.
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
    /// @param more text that only the lines of the trace show
    public void note(String what, long detail, Supplier<String> more) {
        Strand process = running;
        trace.note(now, process == null ? "" : process.host().name(), what, detail, more);
    }

    public Trace trace() {
        return trace;
    }

    /// Runs the next event; false if there was none.
    public boolean step() {
        loop = Thread.currentThread();
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        now = Math.max(now, next.at);
        next.what.run();
        if (defect != null) {
            throw new IllegalStateException("a process ended with an unexpected exception", defect);
        }
        return true;
    }

    /// Whether all processes have ended.
    public boolean isIdle() {
        return processes.stream().allMatch(Strand::isOver);
    }

    /// Ends every process that is still waiting, without any further effect.
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

    void failed(Throwable how) {
        defect = how;
    }

    Thread loop() {
        return loop;
    }

    void give(Strand process) {
        running = process;
        try {
            process.run();
        } finally {
            running = null;
        }
    }
}
