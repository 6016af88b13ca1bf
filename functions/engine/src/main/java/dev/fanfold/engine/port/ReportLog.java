package dev.fanfold.engine.port;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Report;
import java.util.stream.Stream;

/// Reports as workers wrote them.
///
/// Each one is also streamed to the aggregator, at least once.
public interface ReportLog {
    /// Writes a report.
    ///
    /// If the job has a report of this key already, nothing is written.
    void append(Report report);

    /// All reports of a job, in any order. The stream must be closed.
    Stream<Report> findAll(JobId job);

    /// The parts of the report of this key.
    ///
    /// A report that is too large for one item has several; their keys are its own, a dot and a
    /// suffix. The stream must be closed.
    default Stream<Report> find(JobId job, String key) {
        return findAll(job)
                .filter(report -> report.key().equals(key) || report.key().startsWith(key + "."));
    }
}
