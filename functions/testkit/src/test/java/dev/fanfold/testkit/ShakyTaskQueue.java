package dev.fanfold.testkit;

import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.TaskQueue;
import dev.fanfold.engine.port.WorkMessage;
import java.util.List;

/// A pool's queues.
///
/// A test can run code after their depth is read and before it is used.
final class ShakyTaskQueue implements TaskQueue {
    private final TaskQueue queue;
    private Runnable afterLook = () -> {};

    ShakyTaskQueue(TaskQueue queue) {
        this.queue = queue;
    }

    /// These ports with this queue for every pool.
    Ports instead(Ports ports) {
        return new Ports(
                ports.jobs(),
                ports.reports(),
                ports.blobs(),
                ports.outputs(),
                new InMemoryPools(this),
                ports.dispatch(),
                ports.source(),
                ports.workloads(),
                ports.clock(),
                ports.random());
    }

    /// Runs once, after the next read of the depth and before the caller uses it.
    void afterNextLook(Runnable what) {
        afterLook = what;
    }

    @Override
    public void send(List<WorkMessage> messages) {
        queue.send(messages);
    }

    @Override
    public void retry(List<DelayedMessage> messages) {
        queue.retry(messages);
    }

    @Override
    public long depth() {
        long seen = queue.depth();
        Runnable first = afterLook;
        afterLook = () -> {};
        first.run();
        return seen;
    }
}
