package dev.fanfold.cli.text;

import dev.fanfold.documents.Account;
import java.time.temporal.ChronoUnit;

/// The round of a job in words; nothing for a job that has had one round only.
final class RoundText {
    private RoundText() {}

    /// `round 3, `
    static String name(Account account) {
        return account.round().map(round -> "round " + round.number() + ", ").orElse("");
    }

    /// `round 3 waits until 2026-01-01T12:40:05Z`, empty unless it waits.
    static String waiting(Account account) {
        return account.round()
                .flatMap(round ->
                        round.notBefore()
                                .map(time ->
                                        "round %d waits until %s"
                                                .formatted(
                                                        round.number(),
                                                        time.truncatedTo(ChronoUnit.SECONDS))))
                .orElse("");
    }

    /// The tasks of the round that the job is in.
    static Account.Tasks tasks(Account account) {
        return account.round().map(Account.Round::tasks).orElse(account.tasks());
    }
}
