package dev.fanfold.workload;

import java.util.Map;
import java.util.TreeMap;

/// A workload whose partial results are maps of names to whole numbers. Numbers of the same name
/// are added.
///
/// If a sum is above 2^63 - 1 or below -2^63, the merge throws. Then the tasks of the message are
/// lost, or the job fails. A name stays in the map even if its sum is 0.
public interface SummingMap extends PlainWorkload<Map<String, Long>> {
    @Override
    default Map<String, Long> empty() {
        return new TreeMap<>();
    }

    @Override
    default Map<String, Long> merge(Map<String, Long> left, Map<String, Long> right) {
        // A task may have returned an immutable map, or a map with another order.
        boolean isReusable =
                left instanceof TreeMap<String, Long> tree && tree.comparator() == null;
        Map<String, Long> sum = isReusable ? left : new TreeMap<>();
        if (!isReusable) {
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
