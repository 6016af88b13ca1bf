package dev.fanfold.cli.line;

import dev.fanfold.cli.text.Limit;
import dev.fanfold.documents.Account;
import dev.fanfold.documents.Receipt;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import java.time.Duration;

/// A job that came to its end on a local line, and what it took.
///
/// @param cpu processor time of the whole process meanwhile
public record Ended(Answer answer, Usage usage, Duration wall, Duration cpu) {
    public Job job() {
        return answer.job();
    }

    public Account account() {
        return answer.account();
    }

    public Receipt receipt() {
        Accumulator fold = answer.standing().fold();
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
