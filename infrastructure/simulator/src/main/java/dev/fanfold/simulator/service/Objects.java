package dev.fanfold.simulator.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/// All buckets and their objects.
public final class Objects {
    private final Map<String, Map<String, List<Stored>>> buckets = new LinkedHashMap<>();
    private final Map<String, Stored> gone = new LinkedHashMap<>();
    private final Set<String> versioned = new LinkedHashSet<>();
    private Watcher watcher = (_, _, _, _) -> {};
    private int versions;

    /// A stored object.
    ///
    /// @param version empty in a bucket without versions
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Stored(String version, String etag, byte[] bytes) {}

    /// Observes every put of an object.
    public interface Watcher {
        /// An object was put.
        ///
        /// @param isNew whether the key had no object before
        void put(String bucket, String key, Stored object, boolean isNew);
    }

    public void watch(Watcher sees) {
        watcher = sees;
    }

    public void create(String bucket, boolean keepsVersions) {
        buckets.put(bucket, new TreeMap<>());
        if (keepsVersions) {
            versioned.add(bucket);
        }
    }

    /// Puts an object.
    public Stored put(String bucket, String key, byte[] bytes) {
        boolean keeps = versioned.contains(bucket);
        var object = new Stored(keeps ? "v" + ++versions : "", etag(bytes), bytes.clone());
        List<Stored> there = versionsIn(bucket).computeIfAbsent(key, _ -> new ArrayList<>());
        boolean isNew = there.isEmpty();
        if (!keeps) {
            there.clear();
        }
        there.add(object);
        watcher.put(bucket, key, object, isNew);
        return object;
    }

    // Not an MD5 as in S3, but also equal for equal bytes, and faster.
    private static String etag(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return "%08x%08x".formatted(sum.getValue(), bytes.length);
    }

    /// The latest object under the key.
    public Optional<Stored> latest(String bucket, String key) {
        List<Stored> all = versionsIn(bucket).getOrDefault(key, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    Optional<Stored> version(String bucket, String key, String version) {
        return versionsIn(bucket).getOrDefault(key, List.of()).stream()
                .filter(one -> one.version.equals(version))
                .findFirst();
    }

    /// Deletes one version.
    public void forget(String bucket, String key, String version) {
        List<Stored> all = versionsIn(bucket).getOrDefault(key, new ArrayList<>());
        version(bucket, key, version).ifPresent(one -> gone.put(version, one));
        all.removeIf(one -> one.version.equals(version));
    }

    /// The bytes of a version, even if it was deleted.
    public byte[] ever(String bucket, String key, String version) {
        return version(bucket, key, version)
                .or(() -> Optional.ofNullable(gone.get(version)))
                .orElseThrow()
                .bytes;
    }

    private Map<String, List<Stored>> versionsIn(String bucket) {
        Map<String, List<Stored>> objects = buckets.get(bucket);
        if (objects == null) {
            throw Errors.withDetails(
                            NoSuchBucketException.builder(),
                            404,
                            "NoSuchBucket",
                            "no bucket " + bucket)
                    .build();
        }
        return objects;
    }
}
