package dev.fanfold.aws;

import dev.fanfold.engine.port.OpeningFailedException;
import dev.fanfold.engine.port.Works;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The open works of one execution environment. Each is opened with the resources of its workload.
public final class OpenedWorks implements Works, AutoCloseable {
    private final Function<String, Resources> resourcesFor;
    // A lock instead of `synchronized`, because a task that waits until another task has opened the
    // work must be interruptible.
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Work<?>> works = new LinkedHashMap<>();
    private final Map<String, OpeningFailedException> failures = new HashMap<>();

    /// Opens every workload with the same resources.
    public OpenedWorks(Resources resources) {
        this(_ -> resources);
    }

    /// @param resourcesFor returns the resources of a workload, by its name
    public OpenedWorks(Function<String, Resources> resourcesFor) {
        this.resourcesFor = resourcesFor;
    }

    @Override
    public void beginInvocation() {
        lock.lock();
        try {
            failures.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // each workload's work is stored under its name
    public <P> Work<P> get(Workload<P> workload) throws Exception {
        String name = workload.definition().name();
        lock.lockInterruptibly();
        try {
            if (failures.containsKey(name)) {
                throw failures.get(name);
            }
            if (!works.containsKey(name)) {
                works.put(name, open(name, workload));
            }
            return (Work<P>) works.get(name);
        } finally {
            lock.unlock();
        }
    }

    // A failure is kept, so that the other tasks of the invocation do not open the work again.
    private <P> Work<P> open(String name, Workload<P> workload) throws Exception {
        try {
            return Objects.requireNonNull(
                    workload.open(resourcesFor.apply(name)), "open returned null");
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            var failure = new OpeningFailedException(name, e);
            failures.put(name, failure);
            throw failure;
        }
    }

    /// Closes all works, even if one throws.
    ///
    /// @throws IllegalStateException if a work threw; it has the works' exceptions as suppressed
    ///   exceptions
    /// @throws VirtualMachineError if a work threw it, because then the process is broken; further
    ///   works stay open
    @Override
    public void close() {
        var failure = new IllegalStateException("a workload could not be closed");
        lock.lock();
        try {
            works.values().forEach(work -> close(work, failure));
            works.clear();
        } finally {
            lock.unlock();
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static void close(Work<?> work, IllegalStateException failure) {
        try {
            work.close();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }
}
