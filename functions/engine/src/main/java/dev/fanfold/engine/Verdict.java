package dev.fanfold.engine;

import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.CoverageBreak;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.ReportLog;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.Coverage.Span;
import dev.fanfold.workload.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides whether the round of a job can end, and how.
///
/// Lost tasks and rejected records are counted over all rounds of the job.
final class Verdict {
    // The accumulator has the lost tasks of each kind, so every function decides the same, even if
    // the reason itself is not among the samples.
    private static final List<Reason.Kind> NEVER_TOLERATED =
            List.of(Reason.Kind.INPUT_CHANGED, Reason.Kind.DEADLINE);

    private final ReportLog reports;
    private final Workloads workloads;

    Verdict(ReportLog reports, Workloads workloads) {
        this.reports = reports;
        this.workloads = workloads;
    }

    /// The seal that is due; empty while the round must wait for tasks, or for the dispatcher to
    /// send them.
    ///
    /// @param job the job, which is DISPATCHING or RUNNING
    Optional<Seal> decide(Job job, Accumulator accumulator) {
        Losses losses = accumulator.losses();
        for (Reason.Kind kind : NEVER_TOLERATED) {
            if (!losses.ofKind(kind).isEmpty()) {
                return Optional.of(new Seal.Failed(firstReason(losses, kind)));
            }
        }
        Totals totals = job.round().earlier().plus(accumulator);
        if (totals.lost() > job.request().options().tolerate().limit(totals.tasks())) {
            return Optional.of(new Seal.Failed(tooManyLostReason(job, losses, totals)));
        }
        if (!accumulator.isComplete() || job.state() != State.RUNNING) {
            return Optional.empty();
        }
        return Optional.of(
                openCoverageReason(job, accumulator)
                        .<Seal>map(Seal.Failed::new)
                        .or(() ->
                                tooManyRejectedReason(job, totals.records())
                                        .map(Seal.Rejected::new))
                        .orElseGet(Seal.Complete::new));
    }

    private static Optional<Reason> tooManyRejectedReason(Job job, Records records) {
        Tolerance allowed = job.request().options().reject();
        if (records.rejected() > allowed.limit(records.read())) {
            return Optional.of(rejectedReason(records, allowed.text() + " allowed (--reject)"));
        }
        boolean noneAccepted = records.read() > 0 && records.rejected() == records.read();
        return noneAccepted
                ? Optional.of(rejectedReason(records, "none accepted"))
                : Optional.empty();
    }

    private static Reason rejectedReason(Records records, String limit) {
        String first =
                records.first().stream()
                        .findFirst()
                        .map(rejected -> "; the first: " + rejected.text())
                        .orElse("");
        return new Reason(
                Reason.Kind.INPUT,
                "%d of %d records rejected, %s%s"
                        .formatted(records.rejected(), records.read(), limit, first));
    }

    private static Reason tooManyLostReason(Job job, Losses losses, Totals totals) {
        TaskSet input = losses.ofKind(Reason.Kind.INPUT);
        if (!input.isEmpty()) {
            return firstReason(losses, Reason.Kind.INPUT);
        }
        // There may be no sample, because the sampled tasks may have succeeded since.
        int task =
                losses.samples().isEmpty() ? losses.tasks().first() : losses.samples().firstKey();
        Reason first =
                losses.samples()
                        .getOrDefault(
                                task, new Reason(losses.byKind().keySet().iterator().next(), ""));
        return new Reason(
                first.kind(),
                "%d lost, %s tolerated; the first is task %d: %s"
                        .formatted(
                                totals.lost(),
                                job.request().options().tolerate().text(),
                                task,
                                first.text()));
    }

    private static Reason firstReason(Losses losses, Reason.Kind kind) {
        return losses.samples().values().stream()
                .filter(reason -> reason.kind() == kind)
                .findFirst()
                .orElseGet(() -> new Reason(kind, "task " + losses.ofKind(kind).first()));
    }

    // If no task is lost, the three numbers of the coverage sum show whether the coverage closes.
    // The reports are read to locate a break, or to check that lost tasks explain all gaps.
    private Optional<Reason> openCoverageReason(Job job, Accumulator accumulator) {
        if (accumulator.isBalanced(job.planned())) {
            return Optional.empty();
        }
        String hint =
                workloads
                        .lookup(job.request().workload())
                        .map(found -> found.definition().coverageHint())
                        .orElse("");
        Optional<CoverageBreak> coverageBreak =
                CoverageBreak.find(job.planned(), spans(job), accumulator.losses().tasks());
        if (coverageBreak.isEmpty() && !accumulator.losses().isEmpty()) {
            return Optional.empty();
        }
        String text =
                coverageBreak
                        .map(CoverageBreak::text)
                        .orElse("what was consumed and what was covered differ");
        return Optional.of(
                new Reason(
                        Reason.Kind.INPUT,
                        "the coverage of the input does not close: "
                                + text
                                + (hint.isEmpty() ? "" : "; " + hint)));
    }

    // The spans of each reported task, once. An outcome is that of one task or of a whole message.
    // The largest outcomes are taken first. Otherwise a task of a message that was also reported
    // alone would hide the other tasks of the message.
    private List<Span> spans(Job job) {
        var doneGroups = new ArrayList<DoneGroup>();
        try (Stream<Report> all = reports.findAll(job.id(), job.round().number())) {
            all.forEach(report -> report.outcomes().forEach(outcome -> add(doneGroups, outcome)));
        }
        doneGroups.sort(
                Comparator.comparingInt((DoneGroup doneGroup) -> doneGroup.tasks.size())
                        .reversed());
        var spans = new ArrayList<Span>();
        TaskSet seen = TaskSet.NONE;
        for (DoneGroup doneGroup : doneGroups) {
            if (!seen.holdsSome(doneGroup.tasks)) {
                seen = seen.plus(doneGroup.tasks);
                spans.addAll(doneGroup.spans);
            }
        }
        return spans;
    }

    private static void add(List<DoneGroup> doneGroups, Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            doneGroups.add(new DoneGroup(done.tasks(), done.coverage().spans()));
        }
    }

    private record DoneGroup(TaskSet tasks, List<Span> spans) {}
}
