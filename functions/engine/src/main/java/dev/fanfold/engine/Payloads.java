package dev.fanfold.engine;

import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.engine.port.BlobStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Stores values that are too large for messages and rows.
///
/// A spilled object is written before anything refers to it. Its hash is checked when it is read.
final class Payloads {
    /// The largest value that stays in its item.
    ///
    /// Beyond it, writing the item costs more than a PUT.
    static final int INLINE_VALUE = 8 * 1024;

    /// The largest partial result that stays in its report.
    static final int INLINE_PARTIAL = 100 * 1024;

    /// The most bytes of traces that stay in their report.
    static final int MAX_INLINE_TRACES = 100 * 1024;

    private final BlobStore blobs;

    Payloads(BlobStore blobs) {
        this.blobs = blobs;
    }

    /// The bytes as a payload, spilled under `key` if there are more than `most`.
    Payload store(byte[] bytes, int max, String key) {
        if (bytes.length <= max) {
            return new Payload.Inline(bytes);
        }
        blobs.put(key, bytes);
        return new Payload.Spilled(key, hash(bytes), bytes.length);
    }

    /// The traces of a report, spilled under `key` if they are too large.
    Traces store(List<String> traces, String key) {
        if (traces.isEmpty()) {
            return Traces.Inline.NONE;
        }
        return switch (store(Traces.toBytes(traces), MAX_INLINE_TRACES, key)) {
            case Payload.Inline _ -> new Traces.Inline(traces);
            case Payload.Spilled there -> new Traces.Spilled(there);
        };
    }

    List<String> load(Traces traces) {
        return switch (traces) {
            case Traces.Inline here -> here.texts();
            case Traces.Spilled there -> Traces.fromBytes(load(there.where()));
        };
    }

    byte[] load(Payload payload) {
        return switch (payload) {
            case Payload.Inline here -> here.bytes();
            case Payload.Spilled there -> checked(there, blobs.get(there.key()));
        };
    }

    /// Writes the bytes under `key` once.
    ///
    /// If the key is in use, returns the stored bytes.
    Payload writeOnce(byte[] bytes, String key) {
        byte[] kept = blobs.putIfAbsent(key, bytes) ? bytes : blobs.get(key);
        return kept.length <= INLINE_VALUE
                ? new Payload.Inline(kept)
                : new Payload.Spilled(key, hash(kept), kept.length);
    }

    private static byte[] checked(Payload.Spilled there, byte[] bytes) {
        if (!hash(bytes).equals(there.hash())) {
            throw new IllegalStateException(
                    "%s holds %d bytes that are not those written (%d bytes, SHA-256 %s)"
                            .formatted(there.key(), bytes.length, there.size(), there.hash()));
        }
        return bytes;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
