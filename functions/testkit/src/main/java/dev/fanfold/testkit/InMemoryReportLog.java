package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.ReportLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reports in memory, and a stream that a test reads.
public final class InMemoryReportLog implements ReportLog {
    private final Map<String, Report> reports = new LinkedHashMap<>();
    private final List<Report> stream = new ArrayList<>();

    @Override
    public synchronized void append(Report report) {
        if (reports.putIfAbsent(report.job() + "/" + report.round() + "/" + report.key(), report)
                == null) {
            stream.add(report);
        }
    }

    @Override
    public synchronized Stream<Report> findAll(JobId job, int round) {
        return reports.values().stream()
                .filter(report -> report.job().equals(job) && report.round() == round)
                .toList()
                .stream();
    }

    /// Removes and returns the reports that were written since the last call. The stream lags until
    /// a test calls this method.
    public synchronized List<Report> takeStream() {
        var taken = List.copyOf(stream);
        stream.clear();
        return taken;
    }
}
