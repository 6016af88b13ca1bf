package dev.fanfold.simulator.service;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The uploads in parts that are neither completed nor aborted, with their parts.
final class Uploads {
    /// The minimum size of each part except the last. This limit and [#MAX_PARTS] are from
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    private static final int MIN_PART_BYTES = 5 * 1024 * 1024;

    private static final int MAX_PARTS = 10_000;
    private static final Comparator<Objects.OpenUpload> BY_KEY =
            Comparator.comparing(Objects.OpenUpload::key, Objects.BY_UTF8_BYTES);

    private final Map<String, Upload> byId = new LinkedHashMap<>();
    private int begun;

    /// One part of an upload.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(int number, String etag, byte[] bytes) {}

    private record Upload(Objects.OpenUpload address, NavigableMap<Integer, Part> parts) {}

    String begin(String bucket, String key) {
        String id = "upload" + ++begun;
        byId.put(id, new Upload(new Objects.OpenUpload(bucket, key, id), new TreeMap<>()));
        return id;
    }

    Part put(Objects.OpenUpload address, int number, byte[] bytes) {
        NavigableMap<Integer, Part> parts = parts(address);
        if (number < 1 || number > MAX_PARTS) {
            throw SimulatedS3.error(400, "InvalidArgument");
        }
        var part = new Part(number, Objects.etag(bytes), bytes);
        parts.put(number, part);
        return part;
    }

    /// The parts by their numbers.
    ///
    /// @throws S3Exception if the upload is not open
    NavigableMap<Integer, Part> parts(Objects.OpenUpload address) {
        Upload upload = byId.get(address.id());
        if (upload == null || !upload.address.equals(address)) {
            throw SimulatedS3.error(404, "NoSuchUpload");
        }
        return upload.parts;
    }

    /// Ends an upload, because it is completed or aborted. Its parts are dropped.
    void end(Objects.OpenUpload address) {
        parts(address);
        byId.remove(address.id());
    }

    /// The open uploads of a bucket, sorted by their keys. Uploads with equal keys are in the order
    /// in which they began.
    Stream<Objects.OpenUpload> in(String bucket) {
        return byId.values().stream()
                .map(Upload::address)
                .filter(address -> address.bucket().equals(bucket))
                .sorted(BY_KEY);
    }

    /// The parts of an upload that a request to complete it lists.
    ///
    /// @throws S3Exception if S3 would reject the list
    List<Part> listed(Objects.OpenUpload address, List<CompletedPart> list) {
        NavigableMap<Integer, Part> parts = parts(address);
        if (list.isEmpty()) {
            throw SimulatedS3.error(400, "MalformedXML");
        }
        var listed = new ArrayList<Part>();
        for (CompletedPart one : list) {
            if (!listed.isEmpty() && one.partNumber() <= listed.getLast().number) {
                throw SimulatedS3.error(400, "InvalidPartOrder");
            }
            Part part = parts.get(one.partNumber());
            if (part == null || !part.etag.equals(String.valueOf(one.eTag()).replace("\"", ""))) {
                throw SimulatedS3.error(400, "InvalidPart");
            }
            listed.add(part);
        }
        if (listed.subList(0, listed.size() - 1).stream().anyMatch(Uploads::isSmall)) {
            throw SimulatedS3.error(400, "EntityTooSmall");
        }
        return listed;
    }

    private static boolean isSmall(Part part) {
        return part.bytes.length < MIN_PART_BYTES;
    }

    /// The bytes of the parts, one after another.
    static byte[] joined(List<Part> parts) {
        var all = new ByteArrayOutputStream(parts.stream().mapToInt(it -> it.bytes.length).sum());
        parts.forEach(part -> all.writeBytes(part.bytes));
        return all.toByteArray();
    }
}
