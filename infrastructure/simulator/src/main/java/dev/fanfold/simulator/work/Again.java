package dev.fanfold.simulator.work;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Round;
import java.util.List;

/// Records that the tasks of [NumberSums] reject, and that a further round reads again. Each task
/// reads one record. The further round may reject it again.
public final class Again {
    /// The name of the setting that selects the rounds which read records again. Without it, no
    /// record is rejected. It is a member of a family, because a family has no default value: the
    /// ids of jobs without this setting, and so their runs, are as they were before the setting
    /// existed.
    public static final String AGAIN = "again.in";

    /// A value of [#AGAIN]: only the rounds that redrives start.
    public static final String REDRIVEN = "redriven";

    /// A value of [#AGAIN]: every further round.
    public static final String EVERY = "every";

    // One record in so many is rejected, and one further round in so many reads all records again.
    private static final int ONE_IN = 4;
    private static final int ALL_ONE_IN = 3;

    private Again() {}

    static Definition settings(Definition definition) {
        return definition.with("again.*", "which rounds read rejected records again");
    }

    static boolean isOn(JobSettings settings) {
        return settings.has(AGAIN);
    }

    /// Whether a task rejects its record.
    ///
    /// @param hash a number that depends on the task and its round
    static boolean rejects(JobSettings settings, long hash) {
        return isOn(settings) && Math.floorMod(hash, ONE_IN) == 0;
    }

    /// Whether the finish of a round asks for a further round that reads records again.
    static boolean isInEvery(JobSettings settings) {
        return settings.text(AGAIN, "").equals(EVERY);
    }

    /// Whether a redrive started the round. The finishes of a job ask for as many rounds as
    /// [Rounds#ROUNDS] says, and redrives start the rounds after them.
    static boolean isRedriven(Round round, JobSettings settings) {
        return isOn(settings) && round.number() >= settings.number(Rounds.ROUNDS);
    }

    /// The records of a round that the next round reads again: the rejected ones or all, and none
    /// if none is rejected.
    ///
    /// @param read how many records the round read
    /// @param rejected how many of them it rejected
    /// @param hash a number that depends on the total of the round
    static Records of(long read, long rejected, long hash) {
        boolean areAll = rejected > 0 && Math.floorMod(hash, ALL_ONE_IN) == 0;
        return new Records(areAll ? read : rejected, rejected, List.of());
    }
}
