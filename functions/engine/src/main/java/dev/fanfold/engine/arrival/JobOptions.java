package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;
import java.time.Duration;

/// How a job is run, whatever its workload; `settings.json` holds them under `"job"`.
///
/// @param tolerate losses that make it PARTIAL, not FAILED
/// @param reject rejected records with which it may still be SUCCEEDED; with more, or when records
///   were read and none was accepted, it is PARTIAL
/// @param pack most tasks in one message, 1 to 1,000; 0 leaves it to the plan: 10, or fewer when
///   the pool would otherwise stand idle
/// @param slice bytes (or numbers, or items) in one task; 0 leaves it to the plan
/// @param workers how many workers the plan is cut for; it caps nothing
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

    /// The tasks in one message of a job of `tasks` tasks.
    public int packFor(int tasks) {
        return pack > 0 ? pack : Math.clamp(tasks / workers, 1, DEFAULT_PACK);
    }

    // What enters the job's id: options that change the plan or the verdict.
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
