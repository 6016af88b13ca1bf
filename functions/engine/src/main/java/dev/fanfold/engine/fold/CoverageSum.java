package dev.fanfold.engine.fold;

import dev.fanfold.workload.Coverage;
import dev.fanfold.workload.Coverage.Span;
import dev.fanfold.workload.Plan;

/// The coverage of all folded tasks together, as three numbers.
///
/// If the spans cover the plan without gaps or overlaps, every inner boundary is an end of two
/// spans. So its two hashes cancel in `marks`, and only the hashes of the plan's two ends remain.
/// Therefore the three numbers show, without the spans, that each unit was covered once.
///
/// @param units the sum of the spans' lengths, as [Coverage#sum] adds them
/// @param marks the XOR of the hashes of all ends of spans
/// @param consumed the units that tasks read, counted independently of the spans
public record CoverageSum(long units, long marks, long consumed) {
    public static final CoverageSum NOTHING = new CoverageSum(0, 0, 0);

    /// The sum with this coverage.
    public CoverageSum plus(Coverage coverage) {
        long newUnits = units;
        long newMarks = marks;
        for (Span span : coverage.spans()) {
            newUnits = Coverage.sum(newUnits, span.to() - span.from());
            newMarks ^= mark(span.from()) ^ mark(span.to());
        }
        return new CoverageSum(newUnits, newMarks, Coverage.sum(consumed, coverage.consumed()));
    }

    /// Whether the coverage is the whole plan, each unit once.
    public boolean closes(Plan plan) {
        long whole = plan.to() - plan.from();
        return units == whole
                && consumed == whole
                && marks == (mark(plan.from()) ^ mark(plan.to()));
    }

    // The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
    // Generators, 2014). A job reads one object, so the hash is of the position alone.
    private static long mark(long position) {
        long z = position + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
