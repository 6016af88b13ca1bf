package dev.fanfold.engine;

import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Traces;
import dev.fanfold.engine.port.BlobStore;
import dev.fanfold.workload.Round;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/// Stores values: a small value inline in its item, a larger value as an object (spilled).
///
/// A spilled object is written before an item refers to it. Its hash is checked when it is read.
final class Payloads {
    /// The maximum size in bytes of a value that stays in its item.
    ///
    /// DynamoDB charges for each KB. To write more than 8 KB there costs more than a PUT to S3.
    static final int MAX_INLINE_VALUE = 8 * 1024;

    /// The maximum size in bytes of a partial result that stays in its report.
    ///
    /// An outcome and the traces of its report must fit into one item, which has at most 400 KB.
    static final int MAX_INLINE_PARTIAL = 100 * 1024;

    /// The maximum size in bytes of the traces that stay in their report.
    static final int MAX_INLINE_TRACES = 100 * 1024;

    private final BlobStore blobs;

    Payloads(BlobStore blobs) {
        this.blobs = blobs;
    }

    /// Stores the bytes: inline, or under `key` if there are more than `max`.
    Payload store(byte[] bytes, int max, String key) {
        if (bytes.length <= max) {
            return new Payload.Inline(bytes);
        }
        blobs.put(key, bytes);
        return new Payload.Spilled(key, hash(bytes), bytes.length);
    }

    /// Stores the bytes as an object, unless there is an object under their key already. Their key
    /// contains their hash, so such an object has the same bytes.
    ///
    /// @param key makes the key from the hash of the bytes
    Payload.Spilled spill(byte[] bytes, UnaryOperator<String> key) {
        String hash = hash(bytes);
        blobs.putIfAbsent(key.apply(hash), bytes);
        return new Payload.Spilled(key.apply(hash), hash, bytes.length);
    }

    /// Stores the traces of a report: inline, or under `key` if they are too large.
    Traces store(List<String> traces, String key) {
        if (traces.isEmpty()) {
            return Traces.Inline.NONE;
        }
        return switch (store(Traces.toBytes(traces), MAX_INLINE_TRACES, key)) {
            case Payload.Inline _ -> new Traces.Inline(traces);
            case Payload.Spilled spilled -> new Traces.Spilled(spilled);
        };
    }

    /// The traces of a report.
    ///
    /// @throws IllegalStateException if their object is missing or has other bytes
    List<String> load(Traces traces) {
        return switch (traces) {
            case Traces.Inline inline -> inline.texts();
            case Traces.Spilled spilled -> Traces.fromBytes(load(spilled.where()));
        };
    }

    /// The bytes of a value.
    ///
    /// @throws IllegalStateException if its object is missing or has other bytes
    byte[] load(Payload payload) {
        return switch (payload) {
            case Payload.Inline inline -> inline.bytes();
            case Payload.Spilled spilled -> checked(spilled, blobs.get(spilled.key()));
        };
    }

    /// The job's round as its workload sees it.
    Round round(Job job) {
        Payload input = job.round().input();
        return input == null
                ? new Round(job.round().number(), "")
                : new Round(job.round().number(), new String(load(input), StandardCharsets.UTF_8));
    }

    /// Writes the bytes as an object under `key`, even if they are small, unless the key is in use.
    ///
    /// @return the bytes that are stored under `key` now; inline if they are small
    Payload writeOnce(byte[] bytes, String key) {
        byte[] stored = blobs.putIfAbsent(key, bytes) ? bytes : blobs.get(key);
        return stored.length <= MAX_INLINE_VALUE
                ? new Payload.Inline(stored)
                : new Payload.Spilled(key, hash(stored), stored.length);
    }

    private static byte[] checked(Payload.Spilled spilled, byte[] bytes) {
        if (!hash(bytes).equals(spilled.hash())) {
            throw new IllegalStateException(
                    "%s holds %d bytes that are not those written (%d bytes, SHA-256 %s)"
                            .formatted(
                                    spilled.key(), bytes.length, spilled.size(), spilled.hash()));
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
