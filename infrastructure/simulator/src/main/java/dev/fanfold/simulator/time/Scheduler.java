package dev.fanfold.simulator.time;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides what happens next. Exactly one thing runs at a time, so the same decisions make the same
/// history.
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

    /// Microseconds since the beginning.
    public long micros() {
        return now;
    }

    public Instant instant() {
        return START.plus(now, ChronoUnit.MICROS);
    }

    /// The time as the running process's own clock shows it.
    public InstantSource clock() {
        return () -> {
            Strand process = running;
            long ahead = process == null ? 0 : process.host().skewMicros();
            // DynamoDB and the messages keep milliseconds at least; finer is of no use.
            return START.plusMillis((now + ahead) / 1_000);
        };
    }

    /// Lets something happen in so many microseconds.
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

    /// Lets time pass for the running process while others run; without one, time just passes.
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

    /// Whether a process runs on a host whose name begins so.
    public boolean isRunning(String host) {
        return running != null && running.host().name().startsWith(host);
    }

    /// Whether the running process is on its way out: what it does now it does not do.
    public boolean isDying() {
        return running != null && running.isDying();
    }

    /// Whether a process runs the newer of two versions of the code.
    public boolean isNewer() {
        return running != null && running.host().newer();
    }

    /// Notes that something happened.
    public void note(String what) {
        note(what, 0, () -> "");
    }

    /// Notes that something happened.
    ///
    /// @param detail what tells it from others of its kind
    /// @param more said only to readers of the trace
    public void note(String what, long detail, Supplier<String> more) {
        Strand process = running;
        trace.note(now, process == null ? "" : process.host().name(), what, detail, more);
    }

    public Trace trace() {
        return trace;
    }

    /// The next thing happens; whether there was one.
    public boolean step() {
        loop = Thread.currentThread();
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        now = Math.max(now, next.at);
        next.what.run();
        if (defect != null) {
            throw new IllegalStateException(
                    "a process ended in a way that no function does", defect);
        }
        return true;
    }

    /// Whether no process is under way.
    public boolean isIdle() {
        return processes.stream().allMatch(Strand::isOver);
    }

    /// Ends every process that still stands somewhere. Nothing comes of it: time is over.
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
