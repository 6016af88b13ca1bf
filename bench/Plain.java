import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Computes the table of `tabulate` in plain Java: a memory-mapped file, a part per thread, a hash
/// table of groups.
///
/// It relies on a format that `tabulate` would have to detect: two columns, no quotes, one decimal,
/// at most 99.9. So it can count every value in a histogram, which gives exact quantiles and
/// distinct counts.
///
/// usage: `java bench/Plain.java FILE [THREADS]` prints `station count sum min max mean p50 p95 p99
/// distinct`, separated by tabs
public final class Plain {
    private static final int MAX_VALUE = 999;
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    public static void main(String[] arguments) throws Exception {
        var threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        try (var channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.READ);
                var arena = Arena.ofShared();
                var pool = Executors.newFixedThreadPool(threads)) {
            var file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            var parts = new ArrayList<Callable<Groups>>();
            for (int part = 0; part < threads; part++) {
                var from = lineStart(file, file.byteSize() * part / threads);
                var to = lineStart(file, file.byteSize() * (part + 1) / threads);
                parts.add(() -> new Groups().read(file, from, to));
            }
            var table = new TreeMap<String, Group>();
            for (var part : pool.invokeAll(parts)) {
                part.get().addTo(table);
            }
            print(table);
        }
    }

    private static long lineStart(MemorySegment file, long at) {
        if (at == 0) {
            return 0;
        }
        while (at < file.byteSize() && file.get(BYTE, at - 1) != '\n') {
            at++;
        }
        return at;
    }

    private static void print(Map<String, Group> table) throws IOException {
        var lines = new StringBuilder();
        table.forEach((name, group) -> lines.append(name).append(group).append('\n'));
        System.out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static final class Group {
        final byte[] name;
        final int[] histogram = new int[2 * MAX_VALUE + 1];

        Group(byte[] name) {
            this.name = name;
        }

        void add(Group other) {
            for (int i = 0; i < histogram.length; i++) {
                histogram[i] += other.histogram[i];
            }
        }

        @Override
        public String toString() {
            long count = 0;
            long sum = 0;
            int distinct = 0;
            for (int i = 0; i < histogram.length; i++) {
                count += histogram[i];
                sum += (long) histogram[i] * (i - MAX_VALUE);
                distinct += histogram[i] > 0 ? 1 : 0;
            }
            return "\t%d\t%.1f\t%.1f\t%.1f\t%.10f\t%.1f\t%.1f\t%.1f\t%d"
                    .formatted(
                            count, sum / 10.0, rank(1), rank(count), sum / 10.0 / count,
                            quantile(50, count), quantile(95, count), quantile(99, count), distinct);
        }

        private double quantile(int percent, long count) {
            return rank((percent * count + 99) / 100);
        }

        /// The value with this rank; the smallest value has rank 1.
        private double rank(long rank) {
            long counted = 0;
            for (int i = 0; i < histogram.length; i++) {
                counted += histogram[i];
                if (counted >= rank) {
                    return (i - MAX_VALUE) / 10.0;
                }
            }
            throw new IllegalStateException("rank " + rank + " of " + counted);
        }
    }

    private static final class Groups {
        private static final int SLOTS = 1 << 14;
        private final Group[] slots = new Group[SLOTS];

        Groups read(MemorySegment file, long from, long to) {
            for (long at = from; at < to; ) {
                var start = at;
                int hash = 0;
                byte next;
                while ((next = file.get(BYTE, at++)) != ';') {
                    hash = hash * 31 + next;
                }
                var group = find(file, start, (int) (at - 1 - start), hash);
                int value = 0;
                int sign = 1;
                while (at < to && (next = file.get(BYTE, at++)) != '\n') {
                    if (next == '-') {
                        sign = -1;
                    } else if (next != '.') {
                        value = value * 10 + next - '0';
                    }
                }
                group.histogram[sign * value + MAX_VALUE]++;
            }
            return this;
        }

        private Group find(MemorySegment file, long start, int length, int hash) {
            for (int slot = hash ^ hash >>> 15; ; slot++) {
                var group = slots[slot & SLOTS - 1];
                if (group == null) {
                    var name = file.asSlice(start, length).toArray(BYTE);
                    return slots[slot & SLOTS - 1] = new Group(name);
                }
                if (group.name.length == length && same(file, start, group.name)) {
                    return group;
                }
            }
        }

        private static boolean same(MemorySegment file, long start, byte[] name) {
            for (int i = 0; i < name.length; i++) {
                if (file.get(BYTE, start + i) != name[i]) {
                    return false;
                }
            }
            return true;
        }

        void addTo(Map<String, Group> table) {
            for (var group : slots) {
                if (group != null) {
                    table.computeIfAbsent(new String(group.name, StandardCharsets.UTF_8), _ -> new Group(group.name))
                            .add(group);
                }
            }
        }
    }
}
