package dev.fanfold.aws;

import dev.fanfold.engine.port.TaskExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs tasks on virtual threads. The calling thread waits for them, and interrupts a task at its
/// time limit.
///
/// If a task does not end within two seconds after its interrupt, [#run] throws [StuckTaskError],
/// because the task would continue in the next invocation.
public final class ThreadTaskExecutor implements TaskExecutor {
    /// MB of memory for one vCPU: AWS Lambda Developer Guide, "Configure memory".
    private static final int MB_PER_VCPU = 1769;

    /// How long an interrupted task may take to end.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final int processors;
    private final Duration grace;

    ThreadTaskExecutor(int processors, Duration grace) {
        this.processors = processors;
        this.grace = grace;
    }

    /// An executor with one processor for each 1,769 MB of the function's memory, rounded up, but
    /// not with more than the JVM has. If the memory is not known, it has the JVM's processors.
    public static ThreadTaskExecutor of(Settings settings) {
        int available = Runtime.getRuntime().availableProcessors();
        return new ThreadTaskExecutor(
                settings.memoryMb()
                        .map(mb -> Math.min(Math.ceilDiv(mb, MB_PER_VCPU), available))
                        .orElse(available),
                GRACE);
    }

    @Override
    public int processors() {
        return processors;
    }

    @Override
    public <T> List<Execution<T>> run(List<Callable<T>> tasks, Limits limits) {
        return new Batch<>(tasks, limits).runAll();
    }

    /// The tasks of one call of `run`.
    private final class Batch<T> {
        private final List<Attempt<T>> attempts = new ArrayList<>();
        private final Iterator<Attempt<T>> waiting;
        private final Limits limits;
        private final BlockingQueue<Attempt<T>> finished = new LinkedBlockingQueue<>();
        private final Set<Attempt<T>> running = new LinkedHashSet<>();

        Batch(List<Callable<T>> tasks, Limits limits) {
            this.limits = limits;
            tasks.forEach(task -> attempts.add(new Attempt<>(attempts.size(), task, finished)));
            this.waiting = attempts.iterator();
        }

        List<Execution<T>> runAll() {
            try {
                startNext();
                while (!running.isEmpty()) {
                    Attempt<T> attempt = finished.poll(nanosToNextStop(), TimeUnit.NANOSECONDS);
                    if (attempt == null) {
                        stopOverdue();
                    } else {
                        running.remove(attempt);
                    }
                    startNext();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(
                        "interrupted, because the invocation has ended: its tasks are stopped", e);
            } finally {
                running.forEach(Attempt::interrupt);
                running.forEach(attempt -> attempt.join(grace));
            }
            return attempts.stream().map(Attempt::execution).toList();
        }

        // Starts waiting tasks, as many as the limits allow.
        private void startNext() {
            while (running.size() < limits.width()
                    && waiting.hasNext()
                    && limits.left().allows(limits.reserve())) {
                Attempt<T> attempt = waiting.next();
                Duration usable = limits.left().remaining().minus(limits.reserve());
                attempt.start(usable.compareTo(limits.timeout()) < 0 ? usable : limits.timeout());
                running.add(attempt);
            }
        }

        private long nanosToNextStop() {
            long now = System.nanoTime();
            return running.stream().mapToLong(attempt -> attempt.stopNanos() - now).min().orElse(0);
        }

        private void stopOverdue() {
            long now = System.nanoTime();
            List<Attempt<T>> overdue =
                    running.stream().filter(attempt -> attempt.stopNanos() - now <= 0).toList();
            overdue.forEach(Attempt::interrupt);
            for (Attempt<T> attempt : overdue) {
                running.remove(attempt);
                attempt.join(grace);
            }
        }
    }

    /// One execution of a task, on a thread of its own.
    private static final class Attempt<T> implements Runnable {
        private final int index;
        private final Callable<T> task;
        private final BlockingQueue<Attempt<T>> finished;
        private @Nullable Thread thread;

        // The times, by System.nanoTime(), at which the task started and at which it is overdue.
        private long startNanos;
        private long stopNanos;

        private boolean isInterrupted;
        private volatile @Nullable Execution<T> result;

        Attempt(int index, Callable<T> task, BlockingQueue<Attempt<T>> finished) {
            this.index = index;
            this.task = task;
            this.finished = finished;
        }

        void start(Duration limit) {
            startNanos = System.nanoTime();
            stopNanos = startNanos + limit.toNanos();
            thread = Thread.ofVirtual().name(name()).start(this);
        }

        private String name() {
            return task instanceof NamedCall<?> namedCall ? namedCall.name() : "task " + index;
        }

        @Override
        public void run() {
            result = execute();
            finished.add(this);
        }

        // Every throwable becomes the result of its task; the engine distinguishes the kinds.
        private Execution<T> execute() {
            try {
                T value = CurrentTask.during(name(), task);
                return new Execution.Returned<>(
                        value, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos));
            } catch (Throwable e) {
                return new Execution.Threw<>(e);
            }
        }

        long stopNanos() {
            return stopNanos;
        }

        void interrupt() {
            isInterrupted = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        // If the calling thread is interrupted, it still waits, because the task must not outlive
        // the call of `run`.
        void join(Duration grace) {
            Thread startedThread = thread;
            if (startedThread == null) {
                return;
            }
            long graceEnd = System.nanoTime() + grace.toNanos();
            boolean hasEnded = false;
            boolean callerInterrupted = false;
            for (long left = grace.toNanos();
                    !hasEnded && left > 0;
                    left = graceEnd - System.nanoTime()) {
                try {
                    hasEnded = startedThread.join(Duration.ofNanos(left));
                } catch (InterruptedException e) {
                    callerInterrupted = true;
                }
            }
            if (callerInterrupted) {
                Thread.currentThread().interrupt();
            }
            if (!hasEnded) {
                throw new StuckTaskError(index, grace, startedThread);
            }
        }

        Execution<T> execution() {
            Execution<T> execution = result;
            if (execution == null) {
                return new Execution.NotStarted<>();
            }
            // A value that the task returned in spite of its interrupt counts.
            boolean wasStopped = isInterrupted && execution instanceof Execution.Threw<T>;
            return wasStopped
                    ? new Execution.Stopped<>(Duration.ofNanos(stopNanos - startNanos))
                    : execution;
        }
    }
}
