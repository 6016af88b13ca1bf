package dev.fanfold.engine.port;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Report;
import java.util.stream.Stream;

/// Reports, as workers wrote them. Each one written is also streamed to the aggregator, at least
/// once.
public interface ReportLog {
    /// Writes a report; one of the same job and key is written once.
    void append(Report report);

    /// All reports of a job, in any order. To be closed.
    Stream<Report> findAll(JobId job);

    /// The report of this key, in as many parts as it was written in: one too large for the log has
    /// several, whose keys begin with its own and a dot. To be closed.
    default Stream<Report> find(JobId job, String key) {
        return findAll(job)
                .filter(report -> report.key().equals(key) || report.key().startsWith(key + "."));
    }
}
