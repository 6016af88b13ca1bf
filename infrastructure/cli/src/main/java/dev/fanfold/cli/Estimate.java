package dev.fanfold.cli;

import dev.fanfold.aws.Prices;
import dev.fanfold.cli.text.Figures;
import dev.fanfold.workload.Plan;
import java.math.BigDecimal;
import java.math.MathContext;

/// The requests and the price that a job should need on AWS if nothing fails.
///
/// @param messages that carry tasks
/// @param pack the maximum number of tasks in one message
/// @param invocations of all functions
/// @param sqs requests: batches sent, received and deleted
/// @param writes of DynamoDB items, up to 1 KB each
/// @param reads of S3 objects
/// @param workSeconds the workers' time in seconds, 0 if the plan does not tell it
record Estimate(
        long messages,
        int pack,
        long invocations,
        long sqs,
        long writes,
        long reads,
        double workSeconds) {
    /// The templates' batch sizes: messages per invocation, reports per fold, sends per write of
    /// the cursor.
    private static final int BATCH = 10;

    private static final int FOLDED_TOGETHER = 20;
    private static final int SENT_TOGETHER = 100;

    /// The other writes of a job's row and accumulator, apart from cursor and folds.
    private static final int MILESTONES = 8;

    /// Bytes that one worker reads and processes in a second: an assumption.
    private static final double BYTES_A_SECOND = 50 * 1024 * 1024;

    /// The costs that the price omits.
    static final String LEFT_OUT =
            "retries, idle polls, storage, logs, the time of functions other than workers";

    static Estimate of(Draft draft) {
        Plan plan = draft.plan();
        int tasks = plan.tasks();
        int pack = draft.request().options().packFor(tasks);
        long messages = Math.ceilDiv(tasks, (long) pack);
        // Idle workers receive messages before a full batch is there.
        long workers =
                Math.max(
                        Math.min(messages, draft.request().options().workers()),
                        Math.ceilDiv(messages, BATCH));
        long folds = Math.ceilDiv(workers, FOLDED_TOGETHER);
        long sqs = Math.ceilDiv(messages, BATCH) + 2 * workers + 6;
        long writes = workers + folds + Math.ceilDiv(messages, SENT_TOGETHER) + MILESTONES;
        long reads = plan instanceof Plan.Numbers ? 0 : tasks + 1L;
        double work =
                plan instanceof Plan.Bytes bytes ? (bytes.to() - bytes.from()) / BYTES_A_SECOND : 0;
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
        BigDecimal asked = usd();
        if (workSeconds == 0) {
            return "about %s for requests, plus %s for each second of a worker"
                    .formatted(Figures.usd(asked), Figures.usd(worker()));
        }
        BigDecimal worked = worker().multiply(BigDecimal.valueOf(workSeconds));
        return "about %s: %s for requests, %s for workers if each processes 50 MiB per second"
                .formatted(Figures.usd(asked.add(worked)), Figures.usd(asked), Figures.usd(worked));
    }

    private BigDecimal usd() {
        return Prices.of(Prices.INVOCATIONS, invocations)
                .add(Prices.of(Prices.SQS_REQUESTS, sqs))
                .add(Prices.of(Prices.WRITES, writes))
                .add(Prices.of(Prices.S3_READS, reads));
    }

    /// The price of one second of a worker with 1,769 MB on ARM.
    private static BigDecimal worker() {
        return Prices.GB_SECOND.multiply(new BigDecimal("1.769")).round(MathContext.DECIMAL32);
    }
}
