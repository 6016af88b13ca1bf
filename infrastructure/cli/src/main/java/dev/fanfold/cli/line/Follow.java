package dev.fanfold.cli.line;

import dev.fanfold.cli.text.Progress;
import dev.fanfold.cli.text.Snapshot;
import dev.fanfold.documents.Account;
import dev.fanfold.engine.Inquiries;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.arrival.JobId;
import java.time.Duration;

/// Looks at a job until it has ended.
public final class Follow {
    private static final Duration FIRST_LOOKS = Duration.ofMillis(20);
    private final Inquiries inquiries;
    private final Progress progress;
    private final Stopwatch watch;
    private final Duration pace;

    /// @param watch running since before the job was submitted
    /// @param pace how long to wait between two looks, after the first second
    public Follow(Inquiries inquiries, Progress progress, Stopwatch watch, Duration pace) {
        this.inquiries = inquiries;
        this.progress = progress;
        this.watch = watch;
        this.pace = pace;
    }

    /// The job at its end.
    public Standing toTheEnd(JobId id) throws InterruptedException {
        Standing now = known(id);
        while (now.job().isOpen()) {
            progress.show(new Snapshot(Account.of(now.job(), now.fold()), watch.wall()));
            boolean early = watch.wall().toSeconds() < 1;
            Thread.sleep(early && pace.toMillis() < 1000 ? FIRST_LOOKS : pace);
            now = known(id);
        }
        return now;
    }

    private Standing known(JobId id) {
        return inquiries
                .of(id)
                .orElseThrow(() -> new IllegalStateException("job " + id + " is gone"));
    }
}
