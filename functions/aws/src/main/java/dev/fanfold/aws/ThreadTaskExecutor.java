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

/// Tasks on virtual threads, watched from the calling thread.
///
/// A task past its time limit is interrupted. If a task ignores the interrupt, the call throws
/// [StuckTaskError], because nothing may outlive the handler: it would continue inside the next
/// invocation.
public final class ThreadTaskExecutor implements TaskExecutor {
    /// MB of memory for one vCPU: AWS Lambda Developer Guide, "Configure memory".
    private static final int MB_PER_VCPU = 1769;

    private static final Duration GRACE = Duration.ofSeconds(2);
    private final int processors;
    private final Duration grace;

    ThreadTaskExecutor(int processors, Duration grace) {
        this.processors = processors;
        this.grace = grace;
    }

    public static ThreadTaskExecutor of(Settings settings) {
        int jvm = Runtime.getRuntime().availableProcessors();
        return new ThreadTaskExecutor(
                settings.memory()
                        .map(mb -> Math.min(Math.ceilDiv(mb, MB_PER_VCPU), jvm))
                        .orElse(jvm),
                GRACE);
    }

    @Override
    public int processors() {
        return processors;
    }

    @Override
    public <T> List<Execution<T>> run(List<Callable<T>> tasks, Limits limits) {
        return new Batch<>(tasks, limits).runs();
    }

    /// The tasks of one call.
    private final class Batch<T> {
        private final List<Attempt<T>> attempts = new ArrayList<>();
        private final Iterator<Attempt<T>> waiting;
        private final Limits limits;
        private final BlockingQueue<Attempt<T>> ended = new LinkedBlockingQueue<>();
        private final Set<Attempt<T>> running = new LinkedHashSet<>();

        Batch(List<Callable<T>> tasks, Limits limits) {
            this.limits = limits;
            tasks.forEach(task -> attempts.add(new Attempt<>(attempts.size(), task, ended)));
            this.waiting = attempts.iterator();
        }

        List<Execution<T>> runs() {
            try {
                start();
                while (!running.isEmpty()) {
                    Attempt<T> one = ended.poll(nanosToNextLimit(), TimeUnit.NANOSECONDS);
                    if (one == null) {
                        stopOverdue();
                    } else {
                        running.remove(one);
                    }
                    start();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(
                        "interrupted: the invocation has ended, and so have its tasks", e);
            } finally {
                running.forEach(Attempt::interrupt);
                running.forEach(one -> one.join(grace));
            }
            return attempts.stream().map(Attempt::outcome).toList();
        }

        private void start() {
            while (running.size() < limits.width()
                    && waiting.hasNext()
                    && limits.left().allows(limits.reserve())) {
                Attempt<T> one = waiting.next();
                Duration left = limits.left().remaining().minus(limits.reserve());
                one.start(left.compareTo(limits.timeout()) < 0 ? left : limits.timeout());
                running.add(one);
            }
        }

        private long nanosToNextLimit() {
            long now = System.nanoTime();
            return running.stream().mapToLong(one -> one.limit() - now).min().orElse(0);
        }

        private void stopOverdue() {
            long now = System.nanoTime();
            List<Attempt<T>> overdue =
                    running.stream().filter(one -> one.limit() - now <= 0).toList();
            overdue.forEach(Attempt::interrupt);
            for (Attempt<T> one : overdue) {
                running.remove(one);
                one.join(grace);
            }
        }
    }

    /// One run of a task on a thread of its own.
    private static final class Attempt<T> implements Runnable {
        private final int index;
        private final Callable<T> task;
        private final BlockingQueue<Attempt<T>> ended;
        private @Nullable Thread thread;
        private long started;
        private long limit;
        private boolean stopped;
        private volatile @Nullable Execution<T> result;

        Attempt(int index, Callable<T> task, BlockingQueue<Attempt<T>> ended) {
            this.index = index;
            this.task = task;
            this.ended = ended;
        }

        void start(Duration within) {
            started = System.nanoTime();
            limit = started + within.toNanos();
            thread = Thread.ofVirtual().name(name()).start(this);
        }

        private String name() {
            return task instanceof NamedCall<?> namedCall ? namedCall.name() : "task " + index;
        }

        @Override
        public void run() {
            result = attempt();
            ended.add(this);
        }

        // Every throwable of a workload becomes the outcome of its task; the engine distinguishes
        // the kinds.
        private Execution<T> attempt() {
            try {
                T value = CurrentTask.during(name(), task);
                return new Execution.Returned<>(
                        value, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
            } catch (Throwable e) {
                return new Execution.Threw<>(e);
            }
        }

        long limit() {
            return limit;
        }

        void interrupt() {
            stopped = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        // An interrupted caller waits too, because its tasks must end with it.
        void join(Duration grace) {
            Thread begun = thread;
            if (begun == null) {
                return;
            }
            long until = System.nanoTime() + grace.toNanos();
            boolean over = false;
            boolean interrupted = false;
            for (long left = grace.toNanos(); !over && left > 0; left = until - System.nanoTime()) {
                try {
                    over = begun.join(Duration.ofNanos(left));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (!over) {
                throw new StuckTaskError(index, grace, begun);
            }
        }

        Execution<T> outcome() {
            Execution<T> execution = result;
            if (execution == null) {
                return new Execution.NotStarted<>();
            }
            boolean cut = stopped && execution instanceof Execution.Threw<T>;
            return cut ? new Execution.Stopped<>(Duration.ofNanos(limit - started)) : execution;
        }
    }
}
