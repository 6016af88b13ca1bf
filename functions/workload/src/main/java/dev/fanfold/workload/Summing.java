package dev.fanfold.workload;

/// A workload whose partial results are whole numbers. They are merged by adding them.
///
/// If a sum is above 2^63 - 1 or below -2^63, the merge throws. Then the tasks of the message are
/// lost, or the job fails.
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
