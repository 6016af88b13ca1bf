package dev.fanfold.engine;

import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.fold.MergeFailedException;
import dev.fanfold.engine.fold.Totals;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.JobRound;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Work.Finished.Next;
import dev.fanfold.workload.Workload;
import java.util.Optional;

/// Asks the workload of a job with an answer for the further round that a redrive starts
/// ([Workload#redrive]).
final class RedriveRound {
    private final Workloads workloads;
    private final FoldReader foldReader;
    private final NextRounds nextRounds;

    RedriveRound(Workloads workloads, FoldReader foldReader, NextRounds nextRounds) {
        this.workloads = workloads;
        this.foldReader = foldReader;
        this.nextRounds = nextRounds;
    }

    /// The round that follows the job's last one; empty if there is nothing to do again.
    ///
    /// @param fold the accumulator of the job's last round, which lost no task
    /// @throws InvalidInputException if the workload is not available here or its `redrive` throws,
    ///   if the job may have no further round, or if more records are read again than were counted
    Optional<JobRound> after(Job job, Accumulator fold) {
        return next(job, fold, workload(job)).map(next -> made(job, fold, next));
    }

    private Workload<?> workload(Job job) {
        String name = job.request().workload();
        return workloads
                .lookup(name)
                .orElseThrow(() ->
                        new InvalidInputException(
                                "job %s lost no task, so only its workload \"%s\" knows what a redrive does, and it is not available here: run the command in the folder of its template"
                                        .formatted(job.id(), name)));
    }

    private <P> Optional<Next> next(Job job, Accumulator fold, Workload<P> workload) {
        FoldReader.Folded<P> folded = foldReader.read(job, fold, workload.codec());
        try {
            return workload.redrive(folded.total(), folded.finishing());
        } catch (Throwable e) {
            var failed = MergeFailedException.of("redrive", job.request().workload(), e);
            throw new InvalidInputException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private JobRound made(Job job, Accumulator fold, Next next) {
        if (job.isInLastRound()) {
            throw new InvalidInputException(
                    "a redrive of job %s needs another round, and it has had the %d that it may have: submit it again with a larger --rounds"
                            .formatted(job.id(), job.request().options().rounds()));
        }
        Totals totals = job.round().totals(fold);
        Totals remaining =
                totals.without(next.again())
                        .orElseThrow(() ->
                                new InvalidInputException(
                                        "job %s cannot be redriven: %s"
                                                .formatted(
                                                        job.id(),
                                                        NextRounds.notCounted(
                                                                next.again(), totals.records()))));
        return nextRounds.make(job, next, remaining);
    }
}
