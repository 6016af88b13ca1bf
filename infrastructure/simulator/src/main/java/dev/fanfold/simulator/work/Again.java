package dev.fanfold.simulator.work;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Round;
import java.util.List;

/// Records that the tasks of [NumberSums] reject, and that a further round reads again. Each task
/// reads one record. The further round may reject it again.
public final class Again {
    /// Name of the setting for which rounds read records again. Without it, no record is rejected.
    /// It belongs to a family, so that a job without it has the same id as before there was one.
    public static final String AGAIN = "again.in";

    /// A value of [#AGAIN]: only the rounds that redrives start.
    public static final String REDRIVEN = "redriven";

    /// A value of [#AGAIN]: every further round.
    public static final String EVERY = "every";

    private static final int ONE_IN = 4;
    private static final int ALL_ONE_IN = 3;

    private Again() {}

    static Definition settings(Definition definition) {
        return definition.with("again.*", "which rounds read rejected records again");
    }

    static boolean isOn(JobSettings settings) {
        return settings.has(AGAIN);
    }

    /// Whether a record is rejected.
    ///
    /// @param hash a number that depends on the task and its round
    static boolean rejects(JobSettings settings, long hash) {
        return isOn(settings) && Math.floorMod(hash, ONE_IN) == 0;
    }

    /// Whether the finish of a round asks for a further round that reads records again.
    static boolean isInEvery(JobSettings settings) {
        return settings.text(AGAIN, "").equals(EVERY);
    }

    /// Whether the round was started by a redrive.
    static boolean isRedriven(Round round, JobSettings settings) {
        return isOn(settings) && round.number() >= settings.number(Rounds.ROUNDS);
    }

    /// The records of a round that the next round reads again: the rejected ones, or all.
    ///
    /// @param hash a number that depends on the total of the round
    static Records of(long read, long rejected, long hash) {
        boolean areAll = rejected > 0 && Math.floorMod(hash, ALL_ONE_IN) == 0;
        return new Records(areAll ? read : rejected, rejected, List.of());
    }
}
