package dev.fanfold.cli.text;

import dev.fanfold.documents.Account;
import java.time.Duration;

/// The progress of a job at one moment.
///
/// @param first the job when the command began to wait for it; the rate is that of the tasks since
/// @param elapsed the time since then
/// @param words how far the job is in the words of its workload; empty if it says nothing
public record ProgressSnapshot(Account first, Account account, Duration elapsed, String words) {
    /// Whether the job's round has a plan, and thus a number of tasks.
    boolean isPlanned() {
        return roundTasks().planned() > 0;
    }

    /// `planning`, or `round 3, planning`
    String planning() {
        return RoundText.name(account) + "planning";
    }

    /// `round 3 waits until 2026-01-01T12:40:05Z`, and the words of the workload; empty if the
    /// round does not wait.
    String waiting() {
        String waiting = RoundText.waiting(account);
        return waiting.isEmpty() || words.isEmpty() ? waiting : waiting + ", " + words;
    }

    /// The share of the round's tasks that are done or lost, 0 to 1.
    double share() {
        return isPlanned() ? (double) folded(roundTasks()) / roundTasks().planned() : 0;
    }

    private Account.Tasks roundTasks() {
        return RoundText.tasks(account);
    }

    private static long folded(Account.Tasks tasks) {
        return tasks.done() + tasks.lost();
    }

    // The number of tasks of all rounds that were done or lost while the command waited.
    private long foldedSinceFirst() {
        return Math.max(0, folded(account.tasks()) - folded(first.tasks()));
    }

    /// The remaining time of the round at the job's present speed; zero if no task was done or lost
    /// since the command began to wait.
    Duration left() {
        long left = roundTasks().planned() - folded(roundTasks());
        long folded = foldedSinceFirst();
        return folded == 0
                ? Duration.ZERO
                : Duration.ofMillis((long) ((double) elapsed.toMillis() * left / folded));
    }

    /// `12 of 27 tasks`, or `round 3, 12 of 27 tasks, 2 lost`
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

    /// The words of the workload, or else `1.1 MiB of 2.3 MiB`; empty if the round reads no input.
    String done() {
        return words.isEmpty() ? bytes() : words;
    }

    private String bytes() {
        Account.Bytes bytes = account.bytes();
        return bytes.input() == 0
                ? ""
                : "%s of %s"
                        .formatted(Figures.bytes(bytes.covered()), Figures.bytes(bytes.input()));
    }

    /// `310.0 MiB/s`; tasks per second if there is no input, or if the job has had several rounds.
    String rate() {
        double seconds = Math.max(1, elapsed.toMillis()) / 1e3;
        long bytes = account.bytes().covered() - first.bytes().covered();
        // The bytes are those of the round, and the time is that of the job.
        return account.bytes().input() == 0 || account.round().isPresent()
                ? Figures.count(Math.round(foldedSinceFirst() / seconds)) + " tasks/s"
                : Figures.bytes(Math.round(Math.max(0, bytes) / seconds)) + "/s";
    }
}
