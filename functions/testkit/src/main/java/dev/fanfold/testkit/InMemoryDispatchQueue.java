package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.DispatchQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The dispatch queue in memory.
public final class InMemoryDispatchQueue implements DispatchQueue {
    private final InstantSource clock;
    private final List<Delayed> arrivals = new ArrayList<>();

    public InMemoryDispatchQueue(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void send(JobId job, int round, Duration delay) {
        arrivals.add(new Delayed(new Arrival.Waiting(job, round), clock.instant().plus(delay)));
    }

    /// Adds an arrival, for example an upload, which in AWS the inbox bucket sends.
    public synchronized void send(Arrival arrival) {
        arrivals.add(new Delayed(arrival, clock.instant()));
    }

    @Override
    public synchronized long depth() {
        return arrivals.stream().filter(this::isVisible).count();
    }

    /// Removes and returns the next visible arrival.
    public synchronized Optional<Arrival> take() {
        Optional<Delayed> next = arrivals.stream().filter(this::isVisible).findFirst();
        next.ifPresent(arrivals::remove);
        return next.map(Delayed::arrival);
    }

    private boolean isVisible(Delayed arrival) {
        return !arrival.visibleAt.isAfter(clock.instant());
    }

    private record Delayed(Arrival arrival, Instant visibleAt) {}
}
