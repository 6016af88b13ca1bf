package dev.fanfold.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Properties over seeded random data.
public final class Seeds {
    private Seeds() {}

    /// A property that must hold for any random data.
    public interface Law {
        void check(RandomGenerator random) throws Exception;
    }

    /// Checks the law for `count` seeds, beginning with `first`.
    ///
    /// @throws AssertionError naming the first seed for which it fails
    public static void forSeeds(long first, int count, Law law) {
        for (long seed = first; seed < first + count; seed++) {
            try {
                law.check(new SplittableRandom(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
