package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Chain;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.workload.Outputs.Output;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Keys of reports, of steps of chains and of stored objects.
///
/// A method whose name starts with `new` returns another random key on each call, so two writers do
/// not use the same key. The other keys depend only on their arguments.
final class Keys {
    private final RandomGenerator random;

    Keys(RandomGenerator random) {
        this.random = random;
    }

    /// A key for a report.
    String newReportKey() {
        return newToken() + newToken();
    }

    /// The key of a spilled partial result.
    ///
    /// @param report the key of its report
    /// @param index the index of its outcome in the report
    static String partialKey(Job job, String report, int index) {
        return "partials/" + inRound(job) + "/" + report + "-" + index;
    }

    /// The key of the spilled traces of a report.
    static String tracesKey(Job job, String report) {
        return "partials/" + inRound(job) + "/" + report + "-traces";
    }

    /// A key for the value of an accumulator.
    ///
    /// @param version the version of the accumulator; two writers may try to write the same one
    String newValueKey(Job job, long version) {
        return "values/" + inRound(job) + "/" + version + "-" + newToken();
    }

    /// A key for the input of the job's next round.
    ///
    /// If two workers finish the round, each stores an input, and the row names the one that
    /// counts.
    String newInputKey(Job job) {
        return "inputs/" + inRound(job) + "/" + newToken();
    }

    /// The token of the outputs of one execution of a message.
    long newOutputToken() {
        return random.nextLong();
    }

    /// The key of an output.
    ///
    /// It contains the token, because a task may run several times, even at the same time and with
    /// the same attempt number. It contains the creation time of the row for the same reason as
    /// [#resultKey].
    static String outputKey(Job job, Output output) {
        return outputsOf(job, output.round(), output.task()) + output.token() + "/" + output.name();
    }

    /// The prefix of the keys of all outputs of a task. The token and the name of the output
    /// follow.
    static String outputsOf(Job job, int round, int task) {
        return outputsOf(job, round) + task + "/";
    }

    /// The key of the manifest that lists the outputs with this token.
    static String manifestKey(Job job, int round, long token) {
        return outputsOf(job, round) + HexFormat.of().toHexDigits(token) + ".json";
    }

    private static String outputsOf(Job job, int round) {
        return "outputs/%s/%d/%d/".formatted(job.id(), job.created().toEpochMilli(), round);
    }

    private static String inRound(Job job) {
        return job.id() + "/" + job.round().number();
    }

    /// The key of a step of a chain.
    ///
    /// It contains the creation time of the row for the same reason as [#resultKey].
    static String stepKey(Job job, WorkMessage.Tasks message) {
        Chain chain = Chains.chain(message);
        return "%s/%d/%d/%d/%s/%d"
                .formatted(
                        job.id(),
                        job.created().toEpochMilli(),
                        message.round(),
                        message.epoch(),
                        chain.id(),
                        chain.step());
    }

    /// A text that no other call returns.
    String newToken() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    /// The key of the answer.
    ///
    /// It contains the creation time of the row, because a job may be submitted again when its row
    /// has expired and its old answer has not.
    static String resultKey(Job job) {
        return "results/%s/%d-%d-%d/result.json"
                .formatted(
                        job.id(), job.created().toEpochMilli(), job.round().number(), job.epoch());
    }
}
