package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;
import java.time.Duration;

/// Options of a job for every workload: `"job"` in `settings.json`.
///
/// @param tolerate losses with which the job is PARTIAL and not FAILED
/// @param reject rejected records with which the job may still be SUCCEEDED; with more, or if
///   records were read and none was accepted, it is PARTIAL
/// @param pack the maximum number of tasks in one message, 1 to 1,000; 0 leaves it to the plan: 10,
///   or fewer if the pool would otherwise be idle
/// @param slice bytes (or numbers, or items) in one task; 0 leaves it to the plan
/// @param workers the number of workers that the plan is cut for; it limits nothing
/// @param deadline how long the job may take, at most 14 days
public record JobOptions(
        Tolerance tolerate,
        Tolerance reject,
        int pack,
        long slice,
        int workers,
        Duration deadline) {
    public static final int MAX_PACK = 1_000;
    public static final int DEFAULT_PACK = 10;
    public static final Duration MAX_DEADLINE = Duration.ofDays(14);
    public static final Tolerance DEFAULT_REJECT = new Tolerance("10%");
    public static final JobOptions DEFAULT =
            new JobOptions(Tolerance.NONE, DEFAULT_REJECT, 0, 0, 100, Duration.ofDays(1));

    public JobOptions {
        if (pack < 0 || pack > MAX_PACK) {
            throw new InvalidInputException(
                    "pack is 1 to " + MAX_PACK + " tasks a message, not " + pack);
        }
        if (slice < 0) {
            throw new InvalidInputException("a slice holds at least 1 byte, not " + slice);
        }
        if (workers < 1 || workers > 10_000) {
            throw new InvalidInputException("workers is 1 to 10000, not " + workers);
        }
        if (!deadline.isPositive() || deadline.compareTo(MAX_DEADLINE) > 0) {
            throw new InvalidInputException(
                    "a deadline is more than nothing and at most 14 days, not " + deadline);
        }
    }

    /// The number of tasks in one message of a job of `tasks` tasks.
    public int packFor(int tasks) {
        return pack > 0 ? pack : Math.clamp(tasks / workers, 1, DEFAULT_PACK);
    }

    // The part of the job's id: options that change the plan or the verdict.
    String canonical() {
        return String.join(
                ",",
                tolerate.text(),
                reject.text(),
                String.valueOf(pack),
                String.valueOf(slice),
                String.valueOf(workers),
                deadline.toString());
    }
}
