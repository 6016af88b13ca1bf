package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.DispatchQueue;
import dev.fanfold.engine.port.JobStore;
import java.time.InstantSource;

/// Asks the dispatcher to plan the next round of a job.
final class RoundStarter {
    private final JobStore jobs;
    private final DispatchQueue dispatch;
    private final InstantSource clock;

    RoundStarter(JobStore jobs, DispatchQueue dispatch, InstantSource clock) {
        this.jobs = jobs;
        this.dispatch = dispatch;
        this.clock = clock;
    }

    /// Asks the dispatcher to plan the round after `finished`, if the job is ACCEPTED in that
    /// round.
    ///
    /// Any function may ask, because the function that moved the row to that round may have crashed
    /// before it asked. To ask twice is harmless.
    void startAfter(int finished, JobId id) {
        jobs.job(id)
                .filter(job ->
                        job.state() == State.ACCEPTED && job.round().number() == finished + 1)
                .ifPresent(job ->
                        RoundMessage.delay(job, clock.instant())
                                .ifPresent(delay -> dispatch.send(id, finished + 1, delay)));
    }
}
