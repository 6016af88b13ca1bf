import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Writes a file in the format of the One Billion Row Challenge.
///
/// It has `station;value` lines, 413 stations, and values with one decimal, normally distributed
/// around each station's mean. The same number of rows and seed give the same bytes, independent of
/// the number of processors.
///
/// usage: `java bench/Measurements.java ROWS FILE SEED`
public final class Measurements {
    private static final int STATIONS = 413;
    private static final int ROWS_PER_BLOCK = 1_000_000;
    private static final String[] FIRST = {
        "Al", "Bo", "Car", "Dou", "El", "Fré", "Gar", "Há", "Is", "Jo", "Kra", "Li", "Mün", "Nou", "Os", "Pra", "Qui",
        "Ro", "São ", "Tó", "U", "Vil", "Wa", "Xi", "Yel", "Zü"
    };
    private static final String[] MIDDLE = {"", "ba", "chi", "dor", "ga", "la", "min", "no", "ran", "si", "to", "ver"};
    private static final String[] LAST = {
        "a", "burg", "cester", "chen", "don", "grad", "ka", "mouth", "nia", "polis", "rich", "stadt", "tón", "ville",
        " City", " del Mar", "-sur-Mer", " Point"
    };

    private final List<byte[]> prefixes = new ArrayList<>();
    private final double[] means = new double[STATIONS];
    private final long seed;

    private Measurements(long seed) {
        this.seed = seed;
        var random = new SplittableRandom(seed);
        for (var station : names(random)) {
            means[prefixes.size()] = random.nextDouble(-15, 32);
            prefixes.add((station + ";").getBytes(StandardCharsets.UTF_8));
        }
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("usage: java Measurements.java ROWS FILE SEED");
            System.exit(2);
        }
        var rows = Long.parseLong(arguments[0].replace("_", ""));
        new Measurements(Long.parseLong(arguments[2])).write(rows, Path.of(arguments[1]));
    }

    private static LinkedHashSet<String> names(SplittableRandom random) {
        var names = new LinkedHashSet<String>();
        while (names.size() < STATIONS) {
            names.add(pick(FIRST, random) + pick(MIDDLE, random) + pick(LAST, random));
        }
        return names;
    }

    private static String pick(String[] parts, SplittableRandom random) {
        return parts[random.nextInt(parts.length)];
    }

    /// Generates blocks in parallel and writes them in order. At most one more block than there are
    /// processors is in memory.
    private void write(long rows, Path file) throws Exception {
        var unfinished = file.resolveSibling(file.getFileName() + ".part");
        var processors = Runtime.getRuntime().availableProcessors();
        var blocks = (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
        try (var pool = Executors.newFixedThreadPool(processors);
                var out = FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var pending = new ArrayDeque<Future<ByteBuffer>>();
            for (long block = 0; block < blocks || !pending.isEmpty(); block++) {
                if (block < blocks) {
                    var number = block;
                    var count = (int) Math.min(ROWS_PER_BLOCK, rows - block * ROWS_PER_BLOCK);
                    pending.add(pool.submit(() -> block(number, count)));
                }
                if (pending.size() > processors || block >= blocks) {
                    drain(out, pending.remove().get());
                }
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void drain(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private ByteBuffer block(long number, int rows) {
        var random = new SplittableRandom(seed ^ (number + 1) * 0x9E3779B97F4A7C15L);
        var bytes = new byte[rows * 40];
        int position = 0;
        for (int row = 0; row < rows; row++) {
            var station = random.nextInt(STATIONS);
            var prefix = prefixes.get(station);
            System.arraycopy(prefix, 0, bytes, position, prefix.length);
            var tenths = (int) Math.round((means[station] + 10 * random.nextGaussian()) * 10);
            position = putLine(bytes, position + prefix.length, Math.clamp(tenths, -999, 999));
        }
        return ByteBuffer.wrap(bytes, 0, position);
    }

    private static int putLine(byte[] bytes, int position, int tenths) {
        if (tenths < 0) {
            bytes[position++] = '-';
        }
        var size = Math.abs(tenths);
        if (size >= 100) {
            bytes[position++] = (byte) ('0' + size / 100);
        }
        bytes[position++] = (byte) ('0' + size / 10 % 10);
        bytes[position++] = '.';
        bytes[position++] = (byte) ('0' + size % 10);
        bytes[position++] = '\n';
        return position;
    }
}
