package dev.fanfold.testkit;

import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.port.TaskQueue;
import dev.fanfold.engine.port.WorkMessage;
import java.util.List;

/// A pool's queues, with what a test lets happen between a look at them and what follows from it.
final class ShakyTaskQueue implements TaskQueue {
    private final TaskQueue queue;
    private Runnable afterLook = () -> {};

    ShakyTaskQueue(TaskQueue queue) {
        this.queue = queue;
    }

    /// These ports with this queue as every pool's.
    Ports instead(Ports ports) {
        return new Ports(
                ports.jobs(),
                ports.reports(),
                ports.blobs(),
                new InMemoryPools(this),
                ports.dispatch(),
                ports.source(),
                ports.workloads(),
                ports.clock(),
                ports.random());
    }

    /// Happens once, between the next look at how much there is and what follows from it.
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
