package dev.fanfold.workload;

/// A workload whose partial results are whole numbers. They are merged by adding them.
///
/// A sum above 2^63 - 1 or below -2^63 fails the job.
public interface Summing extends PlainWorkload<Long> {
    @Override
    default Long empty() {
        return 0L;
    }

    @Override
    default Long merge(Long left, Long right) {
        return Math.addExact(left, right);
    }

    @Override
    default Codec<Long> codec() {
        return Codec.longs();
    }
}
