package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;
import java.time.Duration;

/// The options of a job that exist for every workload. In `settings.json` they are the member
/// `job`.
///
/// @param tolerate how many tasks may be lost in all rounds together; if more are lost, the job is
///   FAILED and not PARTIAL
/// @param reject how many records may be rejected in all rounds together; if more are rejected, or
///   all, the job is PARTIAL and not SUCCEEDED
/// @param pack the maximum number of tasks in one message, 1 to [#MAX_PACK]; if 0, it is
///   [#DEFAULT_PACK], or less if the job has too few tasks for a full message to each of its
///   `workers`
/// @param slice the size of one slice in bytes, numbers or items; if 0, the plan decides
/// @param workers the number of workers for which the plan and the default pack are made, 1 to
///   10,000; the job may use more or fewer
/// @param deadline how long the job may take from its start or its last redrive, at most
///   [#MAX_DEADLINE]
/// @param rounds the maximum number of rounds, 1 to [#MAX_ROUNDS]
/// @param concurrency how many messages of the job's tasks may be sent and not yet reported, 1 to
///   [#MAX_CONCURRENCY]; 0 for no limit. With a limit, the tasks of a message run one after the
///   other, so it is the maximum number of tasks that run in parallel
public record JobOptions(
        Tolerance tolerate,
        Tolerance reject,
        int pack,
        long slice,
        int workers,
        Duration deadline,
        int rounds,
        int concurrency) {
    public static final int MAX_PACK = 1_000;
    public static final int DEFAULT_PACK = 10;
    public static final Duration MAX_DEADLINE = Duration.ofDays(14);

    /// Ends a job whose workload asks for a further round forever.
    public static final int DEFAULT_ROUNDS = 1_000;

    public static final int MAX_ROUNDS = 1_000_000;

    /// The maximum of `concurrency`: as many workers as the event source mapping of a retry queue
    /// may start.
    public static final int MAX_CONCURRENCY = 1_000;

    public static final Tolerance DEFAULT_REJECT = new Tolerance("10%");
    public static final JobOptions DEFAULT =
            new JobOptions(
                    Tolerance.NONE, DEFAULT_REJECT, 0, 0, 100, Duration.ofDays(1), DEFAULT_ROUNDS);

    public JobOptions {
        if (pack < 0 || pack > MAX_PACK) {
            throw new InvalidInputException(
                    "pack is 1 to " + MAX_PACK + " tasks a message, not " + pack);
        }
        if (slice < 0) {
            throw new InvalidInputException("a slice holds at least 1 unit, not " + slice);
        }
        if (workers < 1 || workers > 10_000) {
            throw new InvalidInputException("workers is 1 to 10000, not " + workers);
        }
        if (!deadline.isPositive() || deadline.compareTo(MAX_DEADLINE) > 0) {
            throw new InvalidInputException(
                    "a deadline is more than nothing and at most 14 days, not " + deadline);
        }
        if (rounds < 1 || rounds > MAX_ROUNDS) {
            throw new InvalidInputException("rounds is 1 to " + MAX_ROUNDS + ", not " + rounds);
        }
        if (concurrency < 0 || concurrency > MAX_CONCURRENCY) {
            throw new InvalidInputException(
                    "concurrency is 1 to " + MAX_CONCURRENCY + " tasks, not " + concurrency);
        }
    }

    /// Options of a job whose concurrency has no limit.
    public JobOptions(
            Tolerance tolerate,
            Tolerance reject,
            int pack,
            long slice,
            int workers,
            Duration deadline,
            int rounds) {
        this(tolerate, reject, pack, slice, workers, deadline, rounds, 0);
    }

    /// Options with the default number of rounds.
    public JobOptions(
            Tolerance tolerate,
            Tolerance reject,
            int pack,
            long slice,
            int workers,
            Duration deadline) {
        this(tolerate, reject, pack, slice, workers, deadline, DEFAULT_ROUNDS);
    }

    /// Whether the job's concurrency has a limit.
    public boolean limitsConcurrency() {
        return concurrency > 0;
    }

    /// The maximum number of tasks in one message, for a job of `tasks` tasks.
    public int packFor(int tasks) {
        int messagesAtOnce = limitsConcurrency() ? Math.min(concurrency, workers) : workers;
        return pack > 0 ? pack : Math.clamp(tasks / messagesAtOnce, 1, DEFAULT_PACK);
    }

    /// The same options with another limit of rejected records.
    public JobOptions withReject(Tolerance other) {
        return new JobOptions(tolerate, other, pack, slice, workers, deadline, rounds, concurrency);
    }

    /// The same options with another limit of the concurrency.
    public JobOptions withConcurrency(int other) {
        return new JobOptions(tolerate, reject, pack, slice, workers, deadline, rounds, other);
    }

    /// The options as text, for the hash from which the job's id is made.
    String canonical() {
        String text =
                String.join(
                        ",",
                        tolerate.text(),
                        reject.text(),
                        String.valueOf(pack),
                        String.valueOf(slice),
                        String.valueOf(workers),
                        deadline.toString(),
                        String.valueOf(rounds));
        // The ids of jobs without the option stay as they were before the option existed.
        return limitsConcurrency() ? text + "," + concurrency : text;
    }
}
