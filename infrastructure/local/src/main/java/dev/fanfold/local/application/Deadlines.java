package dev.fanfold.local.application;

import dev.fanfold.engine.Keeper;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.JobStore.StalledJob;
import dev.fanfold.engine.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Ends the jobs of a local cloud at their deadlines.
///
/// The template's keeper checks deadlines once a minute, because each check costs money on AWS.
/// This class checks them every second, so that a job of one minute also ends in time.
public final class Deadlines implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Ports ports;
    private final Keeper keeper;
    private final Consumer<String> log;
    private final Map<JobId, Instant> deadlines = new HashMap<>();
    private final Set<JobId> loggedJobs = new HashSet<>();
    private final Thread watcher;

    private Deadlines(Ports ports, Consumer<String> log) {
        this.ports = ports;
        this.keeper = new Keeper(ports);
        this.log = log;
        this.watcher = Thread.ofPlatform().daemon().name("deadlines").unstarted(this::watch);
    }

    /// Checks deadlines until it is closed.
    ///
    /// @param log receives errors
    public static Deadlines start(Ports ports, Consumer<String> log) {
        Deadlines deadlines = new Deadlines(ports, log);
        deadlines.watcher.start();
        return deadlines;
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(INTERVAL);
                checkAll();
            } catch (InterruptedException closed) {
                return;
            } catch (RuntimeException failure) { // the next check may succeed
                if (!Thread.currentThread().isInterrupted()) {
                    log.accept("deadlines: " + failure);
                }
            }
        }
    }

    private void checkAll() {
        Instant now = ports.clock().instant();
        Set<JobId> openIds = new HashSet<>();
        for (StalledJob stalledJob : openJobs(now)) {
            openIds.add(stalledJob.job());
            checkJob(stalledJob.job(), now);
        }
        deadlines.keySet().retainAll(openIds); // a redrive opens a job with another deadline
        loggedJobs.retainAll(openIds);
    }

    // If a job cannot be checked, the error is logged once, and the other jobs are still checked.
    private void checkJob(JobId job, Instant now) {
        try {
            if (now.isAfter(deadlines.computeIfAbsent(job, this::deadline))) {
                keeper.endOverdue(job);
                deadlines.remove(job);
            }
        } catch (RuntimeException failure) {
            if (loggedJobs.add(job) && !Thread.currentThread().isInterrupted()) {
                log.accept("deadlines: job " + job + ": " + failure);
            }
        }
    }

    private List<StalledJob> openJobs(Instant now) {
        try (Stream<StalledJob> open = ports.jobs().findOpen(Instant.EPOCH, now)) {
            return open.toList();
        }
    }

    private Instant deadline(JobId id) {
        return ports.jobs().job(id).map(job -> job.deadline()).orElse(Instant.MAX);
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
