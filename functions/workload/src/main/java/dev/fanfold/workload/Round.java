package dev.fanfold.workload;

/// One round of a job: it is planned, its tasks run, and their results are folded and finished.
/// Most jobs have one round.
///
/// @param number from 0
/// @param input the text that the finish of the previous round, or the redrive, gave in
///   [Work.Finished.Next]; empty in round 0
public record Round(int number, String input) {
    /// Round 0, with which every job starts.
    public static final Round FIRST = new Round(0, "");

    public Round {
        if (number < 0) {
            throw new IllegalArgumentException("rounds count from 0, not " + number);
        }
    }
}
