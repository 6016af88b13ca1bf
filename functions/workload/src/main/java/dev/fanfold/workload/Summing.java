package dev.fanfold.workload;

/// A workload whose partial results are whole numbers that add up: how many, how much, how long.
///
/// A sum that a long cannot hold fails the job; it never wraps around to a wrong number.
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
