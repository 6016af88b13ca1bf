package dev.fanfold.engine.outcome;

import dev.fanfold.engine.arrival.JobId;
import java.time.Instant;
import java.util.List;

/// The outcomes of one worker invocation for one job.
///
/// @param key unique within the job
/// @param at when it was written, for display and for the keeper's patience
/// @param traces the traces of its losses
public record Report(JobId job, String key, Instant at, List<Outcome> outcomes, Traces traces) {
    public Report {
        outcomes = List.copyOf(outcomes);
    }

    public Report(JobId job, String key, Instant at, List<Outcome> outcomes) {
        this(job, key, at, outcomes, Traces.Inline.NONE);
    }
}
