package dev.fanfold.cli.text;

import dev.fanfold.documents.Account;
import java.time.Duration;

/// The progress of a job at one moment.
///
/// @param elapsed since it was submitted
public record ProgressSnapshot(Account account, Duration elapsed) {
    /// Whether the job has a plan, and thus a number of tasks.
    boolean isPlanned() {
        return account.tasks().planned() > 0;
    }

    /// The share of tasks that are done or lost, 0 to 1.
    double share() {
        return isPlanned() ? (double) settled() / account.tasks().planned() : 0;
    }

    int settled() {
        return account.tasks().done() + account.tasks().lost();
    }

    /// The remaining time at the speed so far; zero if no task is done yet.
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

    /// `310.0 MiB/s`, or tasks per second without an input.
    String rate() {
        double seconds = Math.max(1, elapsed.toMillis()) / 1e3;
        return account.bytes().input() == 0
                ? Figures.count(Math.round(settled() / seconds)) + " tasks/s"
                : Figures.bytes(Math.round(account.bytes().covered() / seconds)) + "/s";
    }
}
