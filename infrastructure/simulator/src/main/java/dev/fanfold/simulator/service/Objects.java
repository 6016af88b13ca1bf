package dev.fanfold.simulator.service;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/// All buckets, their objects, and the uploads in parts that are neither completed nor aborted.
public final class Objects {
    /// The order in which S3 lists keys: by their UTF-8 bytes. Java orders strings by UTF-16 units.
    static final Comparator<String> BY_UTF8_BYTES =
            (left, right) ->
                    Arrays.compareUnsigned(
                            left.getBytes(StandardCharsets.UTF_8),
                            right.getBytes(StandardCharsets.UTF_8));

    private final Uploads uploads = new Uploads();
    private final Map<String, SortedMap<String, List<Stored>>> buckets = new LinkedHashMap<>();
    private final Map<String, Stored> deleted = new LinkedHashMap<>();
    private final Set<String> versioned = new LinkedHashSet<>();
    private Watcher watcher = (_, _, _, _) -> {};
    private int versions;

    /// A version of an object.
    ///
    /// @param version its id, empty in a bucket without versions
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Stored(String version, String etag, byte[] bytes) {}

    /// An upload in parts that is neither completed nor aborted.
    public record OpenUpload(String bucket, String key, String id) {}

    /// Observes every put of an object.
    public interface Watcher {
        /// An object was put.
        ///
        /// @param isNew whether the key had no object before
        void put(String bucket, String key, Stored object, boolean isNew);
    }

    /// Sets the only watcher.
    public void watch(Watcher newWatcher) {
        watcher = newWatcher;
    }

    /// Creates an empty bucket.
    public void create(String bucket, boolean keepsVersions) {
        buckets.put(bucket, new TreeMap<>());
        if (keepsVersions) {
            versioned.add(bucket);
        }
    }

    /// Puts an object: a new version in a bucket with versions, or else the only one.
    public Stored put(String bucket, String key, byte[] bytes) {
        return put(bucket, key, etag(bytes), bytes.clone());
    }

    private Stored put(String bucket, String key, String etag, byte[] bytes) {
        boolean keeps = versioned.contains(bucket);
        var object = new Stored(keeps ? "v" + ++versions : "", etag, bytes);
        List<Stored> versionsOfKey = objectsIn(bucket).computeIfAbsent(key, _ -> new ArrayList<>());
        boolean isNew = versionsOfKey.isEmpty();
        if (!keeps) {
            versionsOfKey.clear();
        }
        versionsOfKey.add(object);
        watcher.put(bucket, key, object, isNew);
        return object;
    }

    // Not an MD5 as in S3, but also equal for equal bytes, and faster.
    static String etag(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return "%08x%08x".formatted(sum.getValue(), bytes.length);
    }

    /// Begins an upload in parts.
    ///
    /// @return its id
    String begin(String bucket, String key) {
        checkExists(bucket);
        return uploads.begin(bucket, key);
    }

    Uploads uploads() {
        return uploads;
    }

    /// Completes an upload: puts an object with the listed parts under its key.
    Stored complete(OpenUpload upload, List<CompletedPart> list) {
        List<Uploads.Part> parts = uploads.listed(upload, list);
        byte[] bytes = Uploads.joined(parts);
        uploads.end(upload);
        return put(upload.bucket(), upload.key(), etag(bytes) + "-" + parts.size(), bytes);
    }

    /// The uploads in parts to this bucket that are neither completed nor aborted.
    public List<OpenUpload> openUploads(String bucket) {
        checkExists(bucket);
        return uploads.in(bucket).toList();
    }

    /// The latest versions of the objects whose keys start with this prefix, in the order in which
    /// S3 lists them.
    NavigableMap<String, Stored> startingWith(String bucket, String prefix) {
        var latest = new TreeMap<String, Stored>(BY_UTF8_BYTES);
        // The keys with this prefix are neighbours in Java's order too.
        for (Map.Entry<String, List<Stored>> entry : objectsIn(bucket).tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (!entry.getValue().isEmpty()) {
                latest.put(entry.getKey(), entry.getValue().getLast());
            }
        }
        return latest;
    }

    /// Deletes the object under the key, if there is one, from a bucket without versions.
    void delete(String bucket, String key) {
        if (versioned.contains(bucket)) {
            throw new UnsupportedOperationException(
                    "the simulator deletes no key of a bucket with versions");
        }
        objectsIn(bucket).remove(key);
    }

    /// The latest version of the object under the key, if there is one that is not deleted.
    public Optional<Stored> latest(String bucket, String key) {
        List<Stored> all = objectsIn(bucket).getOrDefault(key, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    Optional<Stored> version(String bucket, String key, String version) {
        return objectsIn(bucket).getOrDefault(key, List.of()).stream()
                .filter(one -> one.version.equals(version))
                .findFirst();
    }

    /// Deletes one version. Only [#bytesOf] finds it afterwards.
    public void deleteVersion(String bucket, String key, String version) {
        List<Stored> all = objectsIn(bucket).getOrDefault(key, new ArrayList<>());
        version(bucket, key, version).ifPresent(one -> deleted.put(version, one));
        all.removeIf(one -> one.version.equals(version));
    }

    /// The bytes of a version, even if it was deleted.
    public byte[] bytesOf(String bucket, String key, String version) {
        return version(bucket, key, version)
                .or(() -> Optional.ofNullable(deleted.get(version)))
                .orElseThrow()
                .bytes;
    }

    private void checkExists(String bucket) {
        objectsIn(bucket);
    }

    // The versions of each key, the latest one last.
    private SortedMap<String, List<Stored>> objectsIn(String bucket) {
        SortedMap<String, List<Stored>> objects = buckets.get(bucket);
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
