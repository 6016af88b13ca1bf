package dev.fanfold.simulator.work;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Round;
import dev.fanfold.workload.Work.Finished;
import java.time.Instant;

/// The rounds of the simulator's own workloads.
///
/// The input of a further round contains the answer so far. The results of the round's tasks depend
/// on every byte of this input, so a round with another input has another total.
public final class Rounds {
    /// The name of the setting for the number of rounds.
    public static final String ROUNDS = "rounds";

    /// The name of the setting that says whether further rounds wait. The run decides for how long.
    public static final String WAIT = "wait";

    /// The name of the setting for the number of bytes that are added to the input of a further
    /// round.
    public static final String NOTE = "note";

    private static final int HASH_BITS = Integer.SIZE;

    private Rounds() {}

    static Definition settings(Definition definition) {
        return definition
                .with(ROUNDS, "how many rounds", "1")
                .with(WAIT, "whether further rounds wait", "no")
                .with(NOTE, "bytes added to the input of a further round", "0")
                .with(Files.FILES, "whether tasks write files", "no");
    }

    /// The further round that follows this one, or the answer if this is the last round.
    ///
    /// @param own the answer without the files
    /// @param again the records that the further round reads again
    static Finished finished(String own, Finishing job, Records again) {
        return job.round().number() + 1 >= job.settings().number(ROUNDS)
                ? Finished.done(Files.answer(own, job))
                : next("from", own, job, again);
    }

    /// The further round that a redrive starts.
    ///
    /// @param own the answer without the files
    /// @param again the records that the further round reads again
    static Finished.Next redriven(String own, Finishing job, Records again) {
        return next("redriven", own, job, again);
    }

    private static Finished.Next next(String name, String own, Finishing job, Records again) {
        JobSettings settings = job.settings();
        String note = "n".repeat((int) settings.number(NOTE));
        boolean waits = settings.text(WAIT).equals("yes");
        return new Finished.Next(
                "{\"%s\":%s,\"note\":\"%s\"}".formatted(name, Files.answer(own, job), note),
                waits ? Instant.EPOCH : null, // the run replaces this time (Recorder#notBefore)
                again);
    }

    /// A number that depends on the round and its input; 0 for round 0.
    static long salt(Round round) {
        return round.number() == 0
                ? 0
                : ((long) round.number() << HASH_BITS) ^ round.input().hashCode();
    }
}
