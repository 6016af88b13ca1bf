package dev.fanfold.engine;

import dev.fanfold.engine.arrival.JobId;
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

    /// Where a version of an accumulator's value lies: two writers of one version never meet.
    String value(JobId job, long version) {
        return "values/"
                + job
                + "/"
                + version
                + "-"
                + HexFormat.of().toHexDigits(random.nextLong());
    }

    /// Where the answer lies.
    static String result(JobId job, int epoch) {
        return "results/" + job + "/" + epoch + "/result.json";
    }
}
