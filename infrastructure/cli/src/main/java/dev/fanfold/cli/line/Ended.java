package dev.fanfold.cli.line;

import dev.fanfold.cli.text.Limit;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.work.Table;
import dev.fanfold.messages.Account;
import dev.fanfold.messages.Receipt;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A job that came to its end, and what it took.
///
/// @param fold null when it ended before anything was folded
/// @param result the answer's JSON, null when there is none
/// @param table the answer as rows, where it has some
/// @param cpu processor time of the whole process meanwhile
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record Ended(
        Job job,
        @Nullable Accumulator fold,
        byte @Nullable [] result,
        Optional<Table> table,
        Usage usage,
        Duration wall,
        Duration cpu) {
    public Account account() {
        return Account.of(job, fold);
    }

    public Receipt receipt() {
        Duration work = Duration.ofMillis(fold == null ? 0 : fold.ledger().workMillis());
        return new Receipt(
                wall, work, usage.invocations(), usage.messages(), usage.writes(), usage.usd());
    }

    public Limit limit() {
        double available = (double) wall.toMillis() * usage.environments();
        double busy = available == 0 ? 0 : Math.min(1, usage.busy().toMillis() / available);
        int cores = Runtime.getRuntime().availableProcessors();
        return new Limit(
                wall,
                cpu,
                cores,
                busy,
                usage.environments(),
                account().tasks().planned(),
                usage.handedOn());
    }
}
