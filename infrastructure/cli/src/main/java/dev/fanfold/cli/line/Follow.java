package dev.fanfold.cli.line;

import dev.fanfold.cli.text.Progress;
import dev.fanfold.cli.text.Snapshot;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.work.Finishing;
import dev.fanfold.engine.work.Table;
import dev.fanfold.engine.work.Workload;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.messages.Account;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at a job until it has ended.
public final class Follow {
    private static final Duration FIRST_LOOKS = Duration.ofMillis(20);
    private static final Duration LATER_LOOKS = Duration.ofMillis(100);
    private final Line line;
    private final Workloads workloads;
    private final Progress progress;
    private final Stopwatch watch;
    private final Usage before;

    /// @param watch running since before the job was submitted
    public Follow(Line line, Workloads workloads, Progress progress, Stopwatch watch) {
        this.line = line;
        this.workloads = workloads;
        this.progress = progress;
        this.watch = watch;
        this.before = line.usage();
    }

    /// The job at its end, its answer with it.
    public Ended toTheEnd(JobId id) throws InterruptedException {
        Job job = known(id);
        while (job.isOpen()) {
            progress.show(new Snapshot(Account.of(job, fold(job)), watch.wall()));
            boolean early = watch.wall().toSeconds() < 1;
            Thread.sleep(early ? FIRST_LOOKS : LATER_LOOKS);
            job = known(id);
        }
        Duration wall = watch.wall();
        Duration cpu = watch.cpu();
        Accumulator fold = fold(job);
        return new Ended(
                job, fold, result(job), table(job, fold), line.usage().since(before), wall, cpu);
    }

    private Optional<Table> table(Job job, @Nullable Accumulator fold) {
        return job.result() == null || fold == null
                ? Optional.empty()
                : table(workloads.find(job.request().workload()), job, fold);
    }

    private <P> Optional<Table> table(Workload<P> workload, Job job, Accumulator fold) {
        P total = workload.codec().decode(bytes(fold.value()));
        return workload.table(
                total,
                new Finishing(job.request().settings(), job.planned(), fold.losses().tasks()));
    }

    private Job known(JobId id) {
        return line.jobs()
                .job(id)
                .orElseThrow(() -> new IllegalStateException("job " + id + " is gone"));
    }

    private @Nullable Accumulator fold(Job job) {
        return job.plan() == null ? null : line.jobs().accumulator(job.id()).orElse(null);
    }

    private byte @Nullable [] result(Job job) {
        Payload result = job.result();
        return result == null ? null : bytes(result);
    }

    private byte[] bytes(Payload value) {
        return switch (value) {
            case Payload.Inline here -> here.bytes();
            case Payload.Spilled there -> line.blobs().get(there.key());
        };
    }
}
