package dev.fanfold.localstack;

import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Computes the expected answer for the sample file, in one loop and one thread.
final class Flights {
    static final Path FILE = Path.of("../../samples/flights.csv");
    private static final int DELAY = 8;
    private static final int CARRIER = 9;

    private Flights() {}

    /// The first columns of the answer for each carrier.
    static List<String> byCarrier() throws IOException {
        try (Stream<String> lines = Files.lines(FILE)) {
            Map<String, List<String>> delays =
                    lines.skip(1)
                            .map(line -> line.split(",", -1))
                            .collect(
                                    groupingBy(
                                            fields -> fields[CARRIER],
                                            TreeMap::new,
                                            java.util.stream.Collectors.mapping(
                                                    fields -> fields[DELAY],
                                                    java.util.stream.Collectors.toList())));
            return delays.entrySet().stream()
                    .map(carrier -> group(carrier.getKey(), carrier.getValue()))
                    .toList();
        }
    }

    private static String group(String carrier, List<String> delays) {
        LongSummaryStatistics known =
                delays.stream()
                        .filter(delay -> !delay.equals("NA") && !delay.isEmpty())
                        .mapToLong(Long::parseLong)
                        .summaryStatistics();
        return """
        {"key":{"carrier":"%s"},"count":%d,"measures":{"arr_delay":{"count":%d,"missing":%d,"sum":%d,"min":%d,"max":%d,\
        """
                .formatted(
                        carrier,
                        delays.size(),
                        known.getCount(),
                        delays.size() - known.getCount(),
                        known.getSum(),
                        known.getMin(),
                        known.getMax());
    }
}
