package dev.fanfold.aws;

/// The sizes of the parts of an upload. The size doubles after each [#every] parts.
///
/// S3 accepts at most 10,000 parts, and a part has 5 MiB to 5 GiB, but the last one may be smaller
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). A part is held in memory
/// until it is sent. With [#S3] it has 8 MiB in the first 15.6 GiB of a file, and 128 MiB at the
/// end of the largest file, which has 484 GiB.
///
/// @param first the size of the first parts, in bytes
/// @param every how many parts have the same size
/// @param max how many parts a file may have
record PartSizes(int first, int every, int max) {
    static final PartSizes S3 = new PartSizes(8 * 1024 * 1024, 2_000, 10_000);

    /// The size of a part, in bytes.
    ///
    /// @param number the number of the part, from 1
    int bytes(int number) {
        return Math.multiplyExact(first, 1 << ((number - 1) / every));
    }

    /// The size of the largest file, in bytes.
    long largestFile() {
        long total = 0;
        for (int number = 1; number <= max; number++) {
            total += bytes(number);
        }
        return total;
    }
}
