package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.CoverageBreak;
import dev.fanfold.engine.fold.Losses;
import dev.fanfold.engine.fold.Seal;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.outcome.Span;
import dev.fanfold.engine.outcome.TaskSet;
import dev.fanfold.engine.port.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a job can end, and how.
final class Verdict {
    private final Ports ports;

    Verdict(Ports ports) {
        this.ports = ports;
    }

    /// The seal that is due; none while there is work to wait for.
    Optional<Seal> of(Job job, Accumulator accumulator) {
        Losses losses = accumulator.losses();
        if (!losses.of(Reason.Kind.INPUT_CHANGED).isEmpty()) {
            return Optional.of(new Seal.Failed(firstOf(losses, Reason.Kind.INPUT_CHANGED)));
        }
        if (losses.tasks().size() > job.request().options().tolerate().of(accumulator.planned())) {
            return Optional.of(new Seal.Failed(tooMany(job, losses)));
        }
        if (!accumulator.isComplete() || job.state() != State.RUNNING) {
            return Optional.empty();
        }
        return Optional.of(
                openCoverage(job, accumulator)
                        .<Seal>map(Seal.Failed::new)
                        .orElseGet(Seal.Complete::new));
    }

    private static Reason tooMany(Job job, Losses losses) {
        TaskSet input = losses.of(Reason.Kind.INPUT);
        if (!input.isEmpty()) {
            return firstOf(losses, Reason.Kind.INPUT);
        }
        Map.Entry<Integer, Reason> first = losses.samples().firstEntry();
        return new Reason(
                first.getValue().kind(),
                "%d lost, %s tolerated; the first is task %d: %s"
                        .formatted(
                                losses.tasks().size(),
                                job.request().options().tolerate().text(),
                                first.getKey(),
                                first.getValue().text()));
    }

    private static Reason firstOf(Losses losses, Reason.Kind kind) {
        return losses.samples().values().stream()
                .filter(reason -> reason.kind() == kind)
                .findFirst()
                .orElseGet(() -> new Reason(kind, "task " + losses.of(kind).first()));
    }

    // With nothing lost the ledger's three numbers are proof enough; the reports are read to
    // say where it opens, or to tell a lost slice's gap from any other.
    private Optional<Reason> openCoverage(Job job, Accumulator accumulator) {
        if (accumulator.isBalanced(job.planned())) {
            return Optional.empty();
        }
        String hint = ports.workloads().find(job.request().workload()).definition().coverageHint();
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

    // Each task once: the first report of it, as the fold counts it.
    private List<Span> spans(Job job) {
        var spans = new ArrayList<Span>();
        TaskSet seen = TaskSet.NONE;
        try (Stream<Report> reports = ports.reports().of(job.id())) {
            for (Outcome outcome :
                    (Iterable<Outcome>)
                            reports.flatMap(report -> report.outcomes().stream())::iterator) {
                if (outcome instanceof Outcome.Done done && !seen.holdsSome(done.tasks())) {
                    seen = seen.plus(done.tasks());
                    spans.addAll(done.coverage().spans());
                }
            }
        }
        return spans;
    }
}
