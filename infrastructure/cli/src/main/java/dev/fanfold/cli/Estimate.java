package dev.fanfold.cli;

import dev.fanfold.aws.Prices;
import dev.fanfold.cli.text.Figures;
import dev.fanfold.workload.Plan;
import java.math.BigDecimal;
import java.math.MathContext;

/// The requests and the price that a job should need on AWS if nothing fails.
///
/// @param messages the messages with tasks
/// @param pack the maximum number of tasks in one message
/// @param invocations the invocations of all functions
/// @param sqs the SQS requests that send, receive and delete batches
/// @param writes the writes of DynamoDB items of up to 1 KB
/// @param reads the reads of S3 objects
/// @param workSeconds the workers' time in seconds, 0 if the plan does not determine it
record Estimate(
        long messages,
        int pack,
        long invocations,
        long sqs,
        long writes,
        long reads,
        double workSeconds) {
    // Batch sizes of the template: messages per invocation, reports per fold, and messages per
    // write of the dispatcher's cursor.
    private static final int MESSAGES_PER_INVOCATION = 10;

    private static final int REPORTS_PER_FOLD = 20;
    private static final int MESSAGES_PER_CURSOR = 100;

    /// The writes of a job's row and accumulator, except those of the cursor and of folds.
    private static final int OTHER_WRITES = 8;

    /// The assumed number of bytes that one worker reads and processes in a second.
    private static final double BYTES_PER_SECOND = 50 * 1024 * 1024;

    /// The costs that the price omits.
    static final String EXCLUDED =
            "retries, idle polls, storage, logs, the time of functions other than workers";

    static Estimate of(Draft draft) {
        Plan plan = draft.plan();
        int tasks = plan.tasks();
        int pack = draft.request().options().packFor(tasks);
        long messages = Math.ceilDiv(tasks, (long) pack);
        // An idle worker receives messages before a full batch has arrived.
        long workers =
                Math.max(
                        Math.min(messages, draft.request().options().workers()),
                        Math.ceilDiv(messages, MESSAGES_PER_INVOCATION));
        long folds = Math.ceilDiv(workers, REPORTS_PER_FOLD);
        long sqs = Math.ceilDiv(messages, MESSAGES_PER_INVOCATION) + 2 * workers + 6;
        long writes = workers + folds + Math.ceilDiv(messages, MESSAGES_PER_CURSOR) + OTHER_WRITES;
        long reads = plan instanceof Plan.Numbers ? 0 : tasks + 1L;
        double work =
                plan instanceof Plan.Bytes bytes
                        ? (bytes.to() - bytes.from()) / BYTES_PER_SECOND
                        : 0;
        return new Estimate(messages, pack, workers + folds + 2, sqs, writes, reads, work);
    }

    String requests() {
        return String.join(
                ", ",
                Figures.of(invocations, "invocation"),
                Figures.count(sqs) + " SQS requests",
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
                .add(Prices.of(Prices.SQS_REQUESTS, sqs))
                .add(Prices.of(Prices.WRITES, writes))
                .add(Prices.of(Prices.S3_READS, reads));
    }

    /// The price of one second of a worker with 1,769 MB on ARM.
    private static BigDecimal workerSecond() {
        return Prices.GB_SECOND.multiply(new BigDecimal("1.769")).round(MathContext.DECIMAL32);
    }
}
