package dev.fanfold.testkit;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.ReportLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reports in memory, and the stream of those that were not read yet.
public final class InMemoryReportLog implements ReportLog {
    private final Map<String, Report> reports = new LinkedHashMap<>();
    private final List<Report> stream = new ArrayList<>();

    @Override
    public synchronized void append(Report report) {
        if (reports.putIfAbsent(report.job() + "/" + report.key(), report) == null) {
            stream.add(report);
        }
    }

    @Override
    public synchronized Stream<Report> findAll(JobId job) {
        return reports.values().stream()
                .filter(report -> report.job().equals(job))
                .toList()
                .stream();
    }

    /// The reports streamed since the last call.
    ///
    /// A test that does not call it has a stream that lags.
    public synchronized List<Report> takeStream() {
        var taken = List.copyOf(stream);
        stream.clear();
        return taken;
    }
}
