package dev.fanfold.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Tests sums by name, for every kind of map that a task may return and every order of merging.
class SummingMapTest {
    private final SummingMap summing = new EmptyWorkload();

    @Test
    void anyOrderOfMergingGivesTheSameBytes() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            var parts = new ArrayList<Map<String, Long>>();
            var expected = new TreeMap<String, Long>();
            for (int maps = 1 + random.nextInt(8); maps > 0; maps--) {
                Map<String, Long> part = part(random);
                part.forEach((name, number) -> expected.merge(name, number, Long::sum));
                parts.add(part);
            }
            Collections.shuffle(parts, random);

            assertThat(encoded(parts))
                    .as("seed %d", seed)
                    .isEqualTo(summing.codec().encode(expected));
        }
    }

    private byte[] encoded(List<Map<String, Long>> parts) {
        int middle = parts.size() / 2;
        Map<String, Long> left = merged(parts.subList(0, middle));
        return summing.codec()
                .encode(summing.merge(left, merged(parts.subList(middle, parts.size()))));
    }

    private Map<String, Long> merged(List<Map<String, Long>> parts) {
        Map<String, Long> sum = summing.empty();
        for (Map<String, Long> part : parts) {
            sum = summing.merge(sum, part);
        }
        return sum;
    }

    private static Map<String, Long> part(Random random) {
        var part = new HashMap<String, Long>();
        for (int entries = random.nextInt(6); entries > 0; entries--) {
            part.put(String.valueOf((char) ('a' + random.nextInt(8))), random.nextLong(-9, 10));
        }
        return random.nextBoolean() ? Map.copyOf(part) : part;
    }

    @Test
    void mergingLeavesTheRightMapUnchanged() {
        Map<String, Long> right = new TreeMap<>(Map.of("a", 1L));
        Map<String, Long> sum = summing.merge(summing.empty(), right);

        assertThat(summing.merge(sum, right)).isEqualTo(Map.of("a", 2L));
        assertThat(right).isEqualTo(Map.of("a", 1L));
    }

    @Test
    void namesThatAComparatorTreatsAsEqualStayDistinct() {
        Map<String, Long> caseInsensitive = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        caseInsensitive.put("a", 1L);

        assertThat(summing.merge(caseInsensitive, Map.of("A", 1L)))
                .isEqualTo(Map.of("a", 1L, "A", 1L));
    }

    @Test
    void aSumMayReachTheLimitsOfALongButNotExceedThem() {
        Map<String, Long> justBelowMax = Map.of("a", Long.MAX_VALUE - 1);

        assertThat(summing.merge(justBelowMax, Map.of("a", 1L)))
                .isEqualTo(Map.of("a", Long.MAX_VALUE));
        assertThatThrownBy(() -> summing.merge(justBelowMax, Map.of("a", 2L)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> summing.merge(Map.of("a", Long.MIN_VALUE), Map.of("a", -1L)))
                .isInstanceOf(ArithmeticException.class);
    }

    private static final class EmptyWorkload implements SummingMap {
        @Override
        public Definition definition() {
            return Definition.of("nothing", "Does nothing.");
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, 1, 1);
        }

        @Override
        public TaskResult<Map<String, Long>> work(Task task) {
            return TaskResult.all(task, Map.of());
        }

        @Override
        public Finished finish(Map<String, Long> total, Finishing job) {
            return Finished.done(total.toString());
        }
    }
}
