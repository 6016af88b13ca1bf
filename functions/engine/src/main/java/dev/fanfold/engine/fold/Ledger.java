package dev.fanfold.engine.fold;

import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.workload.Records;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// The account of what entered the answer of a round: units covered, records read and rejected,
/// time spent, outputs.
///
/// @param workMillis the sum of the times of the done tasks, in milliseconds
/// @param versions the versions of the workload that ran the tasks, at most the first
///   [#MAX_VERSIONS] in alphabetical order; more than one if the workload was deployed while the
///   job ran
/// @param outputs the number and size of the outputs that count
public record Ledger(
        CoverageSum coverageSum,
        Records records,
        long workMillis,
        SortedSet<String> versions,
        OutputCount outputs) {
    /// The maximum number of versions, which keeps the item small after many deployments.
    public static final int MAX_VERSIONS = 10;

    public static final Ledger EMPTY = new Ledger(CoverageSum.NOTHING, Records.NONE, 0);

    public Ledger {
        versions = first(versions);
    }

    /// A ledger of tasks that wrote no outputs.
    public Ledger(
            CoverageSum coverageSum, Records records, long workMillis, SortedSet<String> versions) {
        this(coverageSum, records, workMillis, versions, OutputCount.NONE);
    }

    /// A ledger of tasks of a workload without a version, which wrote no outputs.
    public Ledger(CoverageSum coverageSum, Records records, long workMillis) {
        this(coverageSum, records, workMillis, Collections.emptySortedSet());
    }

    Ledger plus(Outcome.Done done) {
        return new Ledger(
                coverageSum.plus(done.coverage()),
                records.plus(done.records()),
                workMillis + done.workMillis(),
                versionsWith(done.version()),
                done.outputs() == null ? outputs : outputs.plus(done.outputs()));
    }

    /// The first [#MAX_VERSIONS] of these versions.
    static SortedSet<String> first(SortedSet<String> versions) {
        var first = new TreeSet<>(versions);
        while (first.size() > MAX_VERSIONS) {
            first.removeLast();
        }
        return Collections.unmodifiableSortedSet(first);
    }

    private SortedSet<String> versionsWith(String version) {
        if (version.isEmpty() || versions.contains(version)) {
            return versions;
        }
        var all = new TreeSet<>(versions);
        all.add(version);
        return all;
    }
}
