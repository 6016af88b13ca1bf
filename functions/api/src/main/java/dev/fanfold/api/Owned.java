package dev.fanfold.api;

import dev.fanfold.engine.Inquiries;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.Ports;

/// Jobs as their owners see them. Another's job is as little there as one that never was.
final class Owned {
    private final Inquiries inquiries;

    Owned(Ports ports) {
        this.inquiries = new Inquiries(ports);
    }

    /// The job that the request names.
    ///
    /// @throws Problem when the caller has no such job
    Standing job(Request request) {
        JobId id = request.job();
        return inquiries
                .of(id)
                .filter(standing -> standing.job().request().owner().equals(request.caller()))
                .orElseThrow(() -> Problem.absent("there is no job " + id));
    }
}
