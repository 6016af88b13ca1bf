package dev.fanfold.workload;

import java.util.Map;
import java.util.TreeMap;

/// A workload whose partial results are whole numbers by name, added up for each name.
///
/// A sum that a long cannot hold fails the job; it never wraps around to a wrong number. A name
/// stays in the map even if its sum is 0.
public interface SummingMap extends PlainWorkload<Map<String, Long>> {
    @Override
    default Map<String, Long> empty() {
        return new TreeMap<>();
    }

    @Override
    default Map<String, Long> merge(Map<String, Long> left, Map<String, Long> right) {
        // A task may have returned an immutable map, or one with a comparator of its own.
        boolean reusable = left instanceof TreeMap<String, Long> tree && tree.comparator() == null;
        Map<String, Long> sum = reusable ? left : new TreeMap<>();
        if (!reusable) {
            sum.putAll(left);
        }
        right.forEach((name, number) -> sum.merge(name, number, Math::addExact));
        return sum;
    }

    @Override
    default Codec<Map<String, Long>> codec() {
        return Codec.map(Codec.longs());
    }
}
