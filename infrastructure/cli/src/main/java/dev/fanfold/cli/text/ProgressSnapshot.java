package dev.fanfold.cli.text;

import dev.fanfold.documents.Account;
import java.time.Duration;

/// How far a job is.
///
/// @param elapsed since it was submitted
public record ProgressSnapshot(Account account, Duration elapsed) {
    /// Whether there is a plan, so that there is anything to show.
    boolean isPlanned() {
        return account.tasks().planned() > 0;
    }

    /// Done and lost tasks as a share of the plan, 0 to 1.
    double share() {
        return isPlanned() ? (double) settled() / account.tasks().planned() : 0;
    }

    int settled() {
        return account.tasks().done() + account.tasks().lost();
    }

    /// What is left at the speed so far, zero while there is none to go by.
    Duration left() {
        double share = share();
        return share == 0
                ? Duration.ZERO
                : Duration.ofMillis((long) (elapsed.toMillis() * (1 - share) / share));
    }

    /// `12 of 27 tasks`
    String tasks() {
        Account.Tasks tasks = account.tasks();
        String lost = tasks.lost() == 0 ? "" : ", " + Figures.count(tasks.lost()) + " lost";
        return "%s of %s tasks%s"
                .formatted(Figures.count(tasks.done()), Figures.count(tasks.planned()), lost);
    }

    /// `1.1 of 2.3 MiB`, empty without an input.
    String bytes() {
        Account.Bytes bytes = account.bytes();
        return bytes.input() == 0
                ? ""
                : "%s of %s"
                        .formatted(Figures.bytes(bytes.covered()), Figures.bytes(bytes.input()));
    }

    /// `310.0 MiB/s`, or tasks a second without an input.
    String rate() {
        double seconds = Math.max(1, elapsed.toMillis()) / 1e3;
        return account.bytes().input() == 0
                ? Figures.count(Math.round(settled() / seconds)) + " tasks/s"
                : Figures.bytes(Math.round(account.bytes().covered() / seconds)) + "/s";
    }
}
