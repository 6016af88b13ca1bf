package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Keys for stored objects. No two writers use the same key.
final class Keys {
    private final RandomGenerator random;

    Keys(RandomGenerator random) {
        this.random = random;
    }

    /// The key of a report, unique.
    String report() {
        return HexFormat.of().toHexDigits(random.nextLong())
                + HexFormat.of().toHexDigits(random.nextLong());
    }

    /// The key of a spilled partial result.
    static String partial(JobId job, String report, int index) {
        return "partials/" + job + "/" + report + "-" + index;
    }

    /// The key of a report's spilled traces.
    static String traces(JobId job, String report) {
        return "partials/" + job + "/" + report + "-traces";
    }

    /// The key of a version of an accumulator's value.
    ///
    /// Two writers of one version use different keys.
    String value(JobId job, long version) {
        return "values/"
                + job
                + "/"
                + version
                + "-"
                + HexFormat.of().toHexDigits(random.nextLong());
    }

    /// The key of the answer.
    ///
    /// It contains the row's creation time, because the same job may be submitted again when its
    /// row has expired and its answer has not.
    static String result(Job job) {
        return "results/%s/%d-%d/result.json"
                .formatted(job.id(), job.created().toEpochMilli(), job.epoch());
    }
}
