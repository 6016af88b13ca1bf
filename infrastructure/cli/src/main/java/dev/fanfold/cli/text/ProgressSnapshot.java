package dev.fanfold.cli.text;

import dev.fanfold.documents.Account;
import java.time.Duration;

/// The progress of a job at one moment.
///
/// @param elapsed since it was submitted
public record ProgressSnapshot(Account account, Duration elapsed) {
    /// Whether the job's round has a plan, and thus a number of tasks.
    boolean isPlanned() {
        return roundTasks().planned() > 0;
    }

    /// `planning`, or `round 3, planning`
    String planning() {
        return RoundText.name(account) + "planning";
    }

    /// `round 3 waits until 2026-01-01T12:40:05Z`, empty unless it waits.
    String waiting() {
        return RoundText.waiting(account);
    }

    /// The share of tasks of the round that are done or lost, 0 to 1.
    double share() {
        return isPlanned() ? (double) settled(roundTasks()) / roundTasks().planned() : 0;
    }

    private Account.Tasks roundTasks() {
        return RoundText.tasks(account);
    }

    private static long settled(Account.Tasks tasks) {
        return tasks.done() + tasks.lost();
    }

    /// The remaining time of the round at the speed so far; zero if no task is done yet.
    Duration left() {
        long left = roundTasks().planned() - settled(roundTasks());
        long settled = settled(account.tasks());
        return settled == 0
                ? Duration.ZERO
                : Duration.ofMillis((long) ((double) elapsed.toMillis() * left / settled));
    }

    /// `12 of 27 tasks`, or `round 3, 12 of 27 tasks`
    String tasks() {
        Account.Tasks tasks = roundTasks();
        String lost = tasks.lost() == 0 ? "" : ", " + Figures.count(tasks.lost()) + " lost";
        return "%s%s of %s tasks%s"
                .formatted(
                        RoundText.name(account),
                        Figures.count(tasks.done()),
                        Figures.count(tasks.planned()),
                        lost);
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
        // The bytes are those of the round, and the time is that of the job.
        return account.bytes().input() == 0 || account.round().isPresent()
                ? Figures.count(Math.round(settled(account.tasks()) / seconds)) + " tasks/s"
                : Figures.bytes(Math.round(account.bytes().covered() / seconds)) + "/s";
    }
}
