package dev.fanfold.cli;

import dev.fanfold.aws.Prices;
import dev.fanfold.cli.text.Figures;
import dev.fanfold.workload.Plan;
import java.math.BigDecimal;
import java.math.MathContext;

/// An estimate of the requests of a job on AWS, and of their price, if nothing fails.
///
/// @param messages the messages with tasks
/// @param pack the maximum number of tasks in one message
/// @param invocations the invocations of all functions
/// @param sqsRequests the SQS requests that send, receive and delete batches
/// @param writes the writes of DynamoDB items of up to 1 KB
/// @param reads the reads of S3 objects
/// @param workSeconds the workers' time in seconds, estimated from the bytes of the input; 0 if it
///   is unknown, because the slices are numbers or items
record Estimate(
        long messages,
        int pack,
        long invocations,
        long sqsRequests,
        long writes,
        long reads,
        double workSeconds) {
    /// The messages that a worker receives in one invocation: the template's default.
    private static final int MESSAGES_PER_INVOCATION = 10;

    /// The messages that one SQS request sends: the maximum of SQS.
    private static final int MESSAGES_PER_SEND = 10;

    /// The assumed number of reports that the aggregator folds together. The template allows 1,000.
    private static final int REPORTS_PER_FOLD = 20;

    /// The messages that the dispatcher sends before each write of the send cursor.
    private static final int MESSAGES_PER_CURSOR_WRITE = 100;

    /// The writes of a job's row and accumulator, except those of the send cursor and of folds.
    private static final int OTHER_WRITES = 8;

    /// The invocations of the dispatcher and of the worker that makes the answer.
    private static final int OTHER_INVOCATIONS = 2;

    /// The requests that send, receive and delete the message to the dispatcher, and the order to
    /// make the answer.
    private static final int OTHER_SQS_REQUESTS = 6;

    /// The assumed number of bytes that one worker reads and processes in a second.
    private static final double BYTES_PER_SECOND = 50 * 1024 * 1024;

    /// The memory of a worker in MB: the template's default.
    static final int WORKER_MEMORY = 1769;

    /// The costs that the price omits.
    static final String EXCLUDED =
            "retries, idle polls, reads of DynamoDB, writes to S3, storage, logs, the time of functions other than workers";

    static Estimate of(Draft draft) {
        Plan plan = draft.plan();
        int tasks = plan.tasks();
        int pack = draft.request().options().packFor(tasks);
        long messages = Math.ceilDiv(tasks, (long) pack);
        boolean isLimited = draft.request().options().limitsConcurrency();
        // With limited concurrency each message is sent, received, reported and folded alone.
        // Otherwise an idle worker receives messages before a full batch has arrived, so each
        // worker
        // is invoked, if there are enough messages.
        long workerInvocations =
                isLimited
                        ? messages
                        : Math.max(
                                Math.min(messages, draft.request().options().workers()),
                                Math.ceilDiv(messages, MESSAGES_PER_INVOCATION));
        long folds = isLimited ? messages : Math.ceilDiv(workerInvocations, REPORTS_PER_FOLD);
        long sends = isLimited ? messages : Math.ceilDiv(messages, MESSAGES_PER_SEND);
        long receivesAndDeletes = 2 * workerInvocations;
        long sqsRequests = sends + receivesAndDeletes + OTHER_SQS_REQUESTS;
        // With limited concurrency each message also has an item of its own.
        long cursorWrites =
                isLimited ? 2 * messages : Math.ceilDiv(messages, MESSAGES_PER_CURSOR_WRITE);
        long writes = workerInvocations + folds + cursorWrites + OTHER_WRITES;
        long reads = plan instanceof Plan.Numbers ? 0 : tasks + 1L;
        double work =
                plan instanceof Plan.Bytes bytes
                        ? (bytes.to() - bytes.from()) / BYTES_PER_SECOND
                        : 0;
        long invocations = workerInvocations + folds + OTHER_INVOCATIONS;
        return new Estimate(messages, pack, invocations, sqsRequests, writes, reads, work);
    }

    String requests() {
        return String.join(
                ", ",
                Figures.of(invocations, "invocation"),
                Figures.count(sqsRequests) + " SQS requests",
                Figures.of(writes, "write") + " to DynamoDB",
                Figures.of(reads, "read") + " of S3");
    }

    String price() {
        BigDecimal requests = requestsUsd();
        if (workSeconds == 0) {
            return "about %s for requests, plus %s for each second of a worker"
                    .formatted(Figures.usd(requests), Figures.usd(workerSecond()));
        }
        BigDecimal work = workerSecond().multiply(BigDecimal.valueOf(workSeconds));
        return "about %s: %s for requests, %s for workers if each processes 50 MiB per second"
                .formatted(
                        Figures.usd(requests.add(work)), Figures.usd(requests), Figures.usd(work));
    }

    private BigDecimal requestsUsd() {
        return Prices.of(Prices.INVOCATIONS, invocations)
                .add(Prices.of(Prices.SQS_REQUESTS, sqsRequests))
                .add(Prices.of(Prices.WRITES, writes))
                .add(Prices.of(Prices.S3_READS, reads));
    }

    /// The price of one second of a worker with the template's default memory, on ARM. Lambda bills
    /// a GB as 1,024 MB.
    static BigDecimal workerSecond() {
        return Prices.GB_SECOND
                .multiply(BigDecimal.valueOf(WORKER_MEMORY))
                .divide(BigDecimal.valueOf(1024), MathContext.DECIMAL32);
    }
}
