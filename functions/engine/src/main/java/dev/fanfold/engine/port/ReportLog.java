package dev.fanfold.engine.port;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Report;
import java.util.stream.Stream;

/// Stores reports. Each report is also streamed to the aggregator, at least once.
public interface ReportLog {
    /// Writes a report, unless the round already has a report with this key.
    void append(Report report);

    /// All reports of a round of a job, in any order. The stream must be closed.
    Stream<Report> findAll(JobId job, int round);

    /// The report with this key, or its parts. The stream must be closed.
    ///
    /// A report that is too large for one item is stored as several reports, its parts. The key of
    /// a part is the key of the whole report, a dot and a suffix.
    default Stream<Report> find(JobId job, int round, String key) {
        return findAll(job, round)
                .filter(report -> report.key().equals(key) || report.key().startsWith(key + "."));
    }
}
