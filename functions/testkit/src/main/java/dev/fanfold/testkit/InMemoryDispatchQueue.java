package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.DispatchQueue;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// The dispatch queue in memory.
public final class InMemoryDispatchQueue implements DispatchQueue {
    private final Queue<Arrival> arrivals = new ArrayDeque<>();

    @Override
    public synchronized void send(JobId job) {
        arrivals.add(new Arrival.Waiting(job));
    }

    /// Adds an arrival, as a bucket does.
    public synchronized void send(Arrival arrival) {
        arrivals.add(arrival);
    }

    @Override
    public synchronized long depth() {
        return arrivals.size();
    }

    /// Removes and returns the next arrival.
    public synchronized Optional<Arrival> take() {
        return Optional.ofNullable(arrivals.poll());
    }
}
