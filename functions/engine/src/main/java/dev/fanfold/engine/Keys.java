package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Names for things that are written, so that no two writers use the same one.
final class Keys {
    private final RandomGenerator random;

    Keys(RandomGenerator random) {
        this.random = random;
    }

    /// A report's key: nobody else has it.
    String report() {
        return HexFormat.of().toHexDigits(random.nextLong())
                + HexFormat.of().toHexDigits(random.nextLong());
    }

    /// Where a spilled partial result lies.
    static String partial(JobId job, String report, int index) {
        return "partials/" + job + "/" + report + "-" + index;
    }

    /// Where a report's spilled traces lie.
    static String traces(JobId job, String report) {
        return "partials/" + job + "/" + report + "-traces";
    }

    /// Where a version of an accumulator's value lies: two writers of one version never meet.
    String value(JobId job, long version) {
        return "values/"
                + job
                + "/"
                + version
                + "-"
                + HexFormat.of().toHexDigits(random.nextLong());
    }

    /// Where the answer lies. A job may be asked for again when its row has expired, before its
    /// answer has: the time at which the row was made keeps the two apart.
    static String result(Job job) {
        return "results/%s/%d-%d/result.json"
                .formatted(job.id(), job.created().toEpochMilli(), job.epoch());
    }
}
