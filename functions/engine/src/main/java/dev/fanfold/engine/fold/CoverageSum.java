package dev.fanfold.engine.fold;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Coverage.Span;
import dev.fanfold.workload.Plan;

/// The coverage of all folded tasks together, as three numbers.
///
/// `marks` is the XOR of hash(from) ^ hash(to) over all spans. Over a tiling without gaps or
/// overlaps, every inner boundary appears twice and cancels, so only the two ends remain. This
/// proves that each unit was covered once, without keeping the spans.
///
/// @param units the sum of the spans' lengths, as [Coverage#sum] adds them
/// @param consumed the units that tasks actually read, counted separately
public record CoverageSum(long units, long marks, long consumed) {
    public static final CoverageSum NOTHING = new CoverageSum(0, 0, 0);

    /// The sum with this coverage.
    public CoverageSum plus(Coverage coverage) {
        long length = units;
        long xor = marks;
        for (Span span : coverage.spans()) {
            length = Coverage.sum(length, span.to() - span.from());
            xor ^= mark(span.from()) ^ mark(span.to());
        }
        return new CoverageSum(length, xor, Coverage.sum(consumed, coverage.consumed()));
    }

    /// Whether this covers the whole plan, each unit once.
    public boolean closes(Plan plan) {
        long whole = plan.to() - plan.from();
        return units == whole
                && consumed == whole
                && marks == (mark(plan.from()) ^ mark(plan.to()));
    }

    // The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
    // Generators, 2014). A job reads one object, so hashing the position is enough.
    private static long mark(long position) {
        long z = position + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
