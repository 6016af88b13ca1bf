package dev.fanfold.workloads.tabulate;

import dev.fanfold.workload.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A program that computes answers at a limit or one past it, and prints whether it succeeded.
/// [LimitsTest] starts it in a JVM with the heap of a function.
final class LargestAnswer {
    private static final TabulationCodec CODEC = new TabulationCodec();
    private static final int MEASURES = 90;

    private LargestAnswer() {}

    public static void main(String[] arguments) {
        switch (arguments[0]) {
            case "pairs" -> printResult(pairs(Limits.MAX_PAIRS / MEASURES));
            case "too-many-pairs" -> printResult(pairs(99_000));
            case "values" -> printResult(values(0));
            case "too-many-values" -> printResult(values(1));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void printResult(Runnable computation) {
        try {
            computation.run();
            System.out.println("answered");
        } catch (InvalidInputException e) {
            System.out.println("rejected: " + e.getMessage());
        }
    }

    // Reads a slice, merges it as the aggregator does, and makes the answer.
    private static Runnable pairs(int groups) {
        return () -> {
            String names =
                    IntStream.range(0, MEASURES)
                            .mapToObj(i -> "m" + i)
                            .collect(Collectors.joining(","));
            var text = new StringBuilder("k," + names + "\n");
            for (int i = 0; i < groups; i++) {
                text.append("k").append(i).append(",1.5".repeat(MEASURES)).append('\n');
            }
            var job =
                    new Job(
                            text.toString(),
                            1L << 40,
                            Map.of("group-by", "k", "measure", names, "separator", ","));
            byte[] slice = CODEC.encode(job.work(0).partial());
            Tabulation total = mergeEncoded(slice, slice);
            job.json(total);
        };
    }

    private static Tabulation mergeEncoded(byte[] left, byte[] right) {
        Tabulation merged = Tabulation.merge(CODEC.decode(left), CODEC.decode(right));
        return CODEC.decode(CODEC.encode(merged));
    }

    // Merges the maximum number of groups, plus some. Each group has as many values as a histogram
    // may have, far apart from each other.
    private static Runnable values(int extraGroups) {
        return () -> {
            long each = group(0, 0).weight();
            int groups = (int) (Limits.MAX_WEIGHT / each) + extraGroups;
            byte[] left = CODEC.encode(tabulation(groups));
            mergeEncoded(left, left.clone());
        };
    }

    private static Tabulation tabulation(int groups) {
        var all = new ArrayList<Group>(groups);
        for (int i = 0; i < groups; i++) {
            all.add(group(i, 1_000_003L * i));
        }
        return new Tabulation(all);
    }

    private static Group group(int number, long from) {
        long[] values =
                IntStream.range(0, Histogram.MAX_VALUES)
                        .mapToLong(i -> from + i * (1L << 48))
                        .toArray();
        long[] counts = new long[values.length];
        Arrays.fill(counts, 1L << 40);
        byte[] key = "k%09d".formatted(number).getBytes(StandardCharsets.US_ASCII);
        return new Group(key, 1, new long[1], List.of(new Histogram(0, values, counts)));
    }
}
