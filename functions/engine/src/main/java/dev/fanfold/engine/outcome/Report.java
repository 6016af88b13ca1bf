package dev.fanfold.engine.outcome;

import dev.fanfold.engine.arrival.JobId;
import java.time.Instant;
import java.util.List;

/// The outcomes of one worker invocation for one round of a job.
///
/// @param key a key that is unique within the round; a part of a long report has the key of the
///   report, a dot and a suffix
/// @param at the time at which the report was written; its item expires a fixed time later
/// @param traces the distinct traces of the report's losses
/// @param next the next steps of the chains that the worker ran; the aggregator sends them
public record Report(
        JobId job,
        int round,
        String key,
        Instant at,
        List<Outcome> outcomes,
        Traces traces,
        List<NextStep> next) {
    public Report {
        outcomes = List.copyOf(outcomes);
        next = List.copyOf(next);
    }

    /// A report of tasks without chains.
    public Report(
            JobId job, int round, String key, Instant at, List<Outcome> outcomes, Traces traces) {
        this(job, round, key, at, outcomes, traces, List.of());
    }

    /// A report without traces.
    public Report(JobId job, int round, String key, Instant at, List<Outcome> outcomes) {
        this(job, round, key, at, outcomes, Traces.Inline.NONE);
    }
}
