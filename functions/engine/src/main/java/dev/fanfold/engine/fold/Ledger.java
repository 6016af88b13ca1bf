package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.workload.Records;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What entered the answer: units covered, records read and rejected, time.
///
/// @param workMillis time spent in tasks, in milliseconds
/// @param versions the versions of the workload that did the tasks, the first [#MAX_VERSIONS] in
///   order; more than one if it was deployed while the job ran
public record Ledger(
        CoverageSum coverageSum, Records records, long workMillis, SortedSet<String> versions) {
    /// The maximum number of versions. It keeps the item small after many deployments.
    public static final int MAX_VERSIONS = 10;

    public static final Ledger EMPTY = new Ledger(CoverageSum.NOTHING, Records.NONE, 0);

    public Ledger {
        var first = new TreeSet<>(versions);
        while (first.size() > MAX_VERSIONS) {
            first.removeLast();
        }
        versions = Collections.unmodifiableSortedSet(first);
    }

    /// A ledger of tasks done by a workload without a version.
    public Ledger(CoverageSum coverageSum, Records records, long workMillis) {
        this(coverageSum, records, workMillis, Collections.emptySortedSet());
    }

    Ledger plus(Outcome.Done done) {
        return new Ledger(
                coverageSum.plus(done.coverage()),
                records.plus(done.records()),
                workMillis + done.workMillis(),
                versionsWith(done.version()));
    }

    private SortedSet<String> versionsWith(String version) {
        if (version.isEmpty() || versions.contains(version)) {
            return versions;
        }
        var more = new TreeSet<>(versions);
        more.add(version);
        return more;
    }
}
