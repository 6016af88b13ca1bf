package dev.fanfold.engine;

import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.CoverageBreak;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.fold.Seal;
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

/// Decides whether a job can end, and how.
final class Verdict {
    // Losses are stored by kind, so every function decides the same.
    private static final List<Reason.Kind> NEVER_TOLERATED =
            List.of(Reason.Kind.INPUT_CHANGED, Reason.Kind.DEADLINE);

    private final ReportLog reports;
    private final Workloads workloads;

    Verdict(ReportLog reports, Workloads workloads) {
        this.reports = reports;
        this.workloads = workloads;
    }

    /// The seal that is due; empty while there is work to wait for.
    Optional<Seal> decide(Job job, Accumulator accumulator) {
        Losses losses = accumulator.losses();
        for (Reason.Kind kind : NEVER_TOLERATED) {
            if (!losses.ofKind(kind).isEmpty()) {
                return Optional.of(new Seal.Failed(firstOf(losses, kind)));
            }
        }
        if (losses.tasks().size()
                > job.request().options().tolerate().limit(accumulator.planned())) {
            return Optional.of(new Seal.Failed(tooMany(job, losses)));
        }
        if (!accumulator.isComplete() || job.state() != State.RUNNING) {
            return Optional.empty();
        }
        return Optional.of(
                openCoverage(job, accumulator)
                        .<Seal>map(Seal.Failed::new)
                        .or(() -> tooManyRejected(job, accumulator).map(Seal.Rejected::new))
                        .orElseGet(Seal.Complete::new));
    }

    private static Optional<Reason> tooManyRejected(Job job, Accumulator accumulator) {
        Records records = accumulator.ledger().records();
        Tolerance allowed = job.request().options().reject();
        if (records.rejected() > allowed.limit(records.read())) {
            return Optional.of(rejected(records, allowed.text() + " allowed (--reject)"));
        }
        boolean noneAccepted = records.read() > 0 && records.rejected() == records.read();
        return noneAccepted ? Optional.of(rejected(records, "none accepted")) : Optional.empty();
    }

    private static Reason rejected(Records records, String limit) {
        String first =
                records.first().stream()
                        .findFirst()
                        .map(one -> "; the first: " + one.text())
                        .orElse("");
        return new Reason(
                Reason.Kind.INPUT,
                "%d of %d records rejected, %s%s"
                        .formatted(records.rejected(), records.read(), limit, first));
    }

    private static Reason tooMany(Job job, Losses losses) {
        TaskSet input = losses.ofKind(Reason.Kind.INPUT);
        if (!input.isEmpty()) {
            return firstOf(losses, Reason.Kind.INPUT);
        }
        // Only some reasons are kept, and a task they name may have succeeded since.
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
                                losses.tasks().size(),
                                job.request().options().tolerate().text(),
                                task,
                                first.text()));
    }

    private static Reason firstOf(Losses losses, Reason.Kind kind) {
        return losses.samples().values().stream()
                .filter(reason -> reason.kind() == kind)
                .findFirst()
                .orElseGet(() -> new Reason(kind, "task " + losses.ofKind(kind).first()));
    }

    // If nothing is lost, the three numbers of the coverage sum are proof enough. The reports are
    // read to locate a gap, or to tell the gap of a lost task from one without a cause.
    private Optional<Reason> openCoverage(Job job, Accumulator accumulator) {
        if (accumulator.isBalanced(job.planned())) {
            return Optional.empty();
        }
        String hint =
                workloads
                        .lookup(job.request().workload())
                        .map(found -> found.definition().coverageHint())
                        .orElse("");
        Optional<CoverageBreak> where =
                CoverageBreak.find(job.planned(), spans(job), accumulator.losses().tasks());
        if (where.isEmpty() && !accumulator.losses().isEmpty()) {
            return Optional.empty();
        }
        String text =
                where.map(CoverageBreak::text)
                        .orElse("what was consumed and what was covered differ");
        return Optional.of(
                new Reason(
                        Reason.Kind.INPUT,
                        "the coverage of the input does not close: "
                                + text
                                + (hint.isEmpty() ? "" : "; " + hint)));
    }

    // The spans of each task, once. An outcome covers one task or a whole message. Taking the
    // largest
    // first covers what was folded, no matter which report of a task was folded.
    private List<Span> spans(Job job) {
        var doneGroups = new ArrayList<DoneGroup>();
        try (Stream<Report> reports = this.reports.findAll(job.id())) {
            reports.forEach(
                    report -> report.outcomes().forEach(outcome -> add(doneGroups, outcome)));
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
