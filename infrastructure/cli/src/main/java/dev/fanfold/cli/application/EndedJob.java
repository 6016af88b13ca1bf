package dev.fanfold.cli.application;

import dev.fanfold.cli.text.Bottleneck;
import dev.fanfold.documents.Account;
import dev.fanfold.documents.Receipt;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import java.time.Duration;

/// A job that has ended on the local cloud, with its resource usage.
///
/// @param cpu processor time of the whole process while the job ran
public record EndedJob(JobAnswer jobAnswer, Usage usage, Duration wall, Duration cpu) {
    public Job job() {
        return jobAnswer.job();
    }

    public Account account() {
        return jobAnswer.account();
    }

    public Receipt receipt() {
        Accumulator fold = jobAnswer.jobStatus().fold();
        Duration work = Duration.ofMillis(job().round().totals(fold).workMillis());
        return new Receipt(
                wall, work, usage.invocations(), usage.messages(), usage.writes(), usage.usd());
    }

    public Bottleneck bottleneck() {
        double available = (double) wall.toMillis() * usage.environments();
        double busy = available == 0 ? 0 : Math.min(1, usage.busy().toMillis() / available);
        int cores = Runtime.getRuntime().availableProcessors();
        return new Bottleneck(
                wall,
                cpu,
                cores,
                busy,
                usage.environments(),
                account().tasks().planned(),
                usage.requeued());
    }
}
