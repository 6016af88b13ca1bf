package dev.fanfold.cli.outputs;

import static java.util.Objects.requireNonNull;

import dev.fanfold.engine.port.OutputMismatchException;
import dev.fanfold.workload.Outputs.Output;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Outputs in memory, whose streams can break.
final class Stored implements OutputSource {
    // The list of outputs is still read while others are opened.
    private final Map<Output, byte[]> objects = Collections.synchronizedMap(new LinkedHashMap<>());

    /// The offsets from which outputs were opened.
    final List<Long> opened = Collections.synchronizedList(new ArrayList<>());

    /// The number of bytes after which each stream breaks; -1 for never.
    volatile int breaksAfter = -1;

    /// How many streams do not break, once the others have.
    final AtomicInteger breaks = new AtomicInteger(Integer.MAX_VALUE);

    Output add(int round, int task, String name, byte[] bytes) {
        var output = new Output(round, task, "0123456789abcdef", name, bytes.length, hash(bytes));
        objects.put(output, bytes);
        return output;
    }

    /// Replaces the object of an output with another one.
    void replace(Output output, byte[] bytes) {
        objects.put(output, bytes);
    }

    List<Output> all() {
        return List.copyOf(objects.keySet());
    }

    byte[] bytes(Output output) {
        return requireNonNull(objects.get(output));
    }

    @Override
    public InputStream open(Output output, long from) {
        opened.add(from);
        byte[] bytes = bytes(output);
        if (bytes.length != output.bytes()) {
            throw new OutputMismatchException(output.name(), "it has another length");
        }
        byte[] rest = Arrays.copyOfRange(bytes, (int) from, bytes.length);
        if (breaksAfter < 0 || breaks.getAndDecrement() <= 0) {
            return new ByteArrayInputStream(rest);
        }
        return new Breaking(rest, breaksAfter);
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Breaking extends InputStream {
        private final ByteArrayInputStream bytes;
        private final int end;
        private int read;

        Breaking(byte[] bytes, int end) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            if (read == end) {
                throw new IOException("connection reset");
            }
            read++;
            return bytes.read();
        }

        // Without this method, the failure after the first byte would be hidden.
        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (read == end) {
                throw new IOException("connection reset");
            }
            int count = bytes.read(into, offset, Math.min(length, end - read));
            read += Math.max(count, 0);
            return count;
        }
    }
}
