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

/// The uploads in parts that are neither completed nor aborted, by their ids.
final class Uploads {
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
    private static final int MIN_PART = 5 * 1024 * 1024;

    private static final int MAX_PARTS = 10_000;
    private static final Comparator<Objects.OpenUpload> BY_KEY =
            Comparator.comparing(Objects.OpenUpload::key, Objects.BYTES);

    private final Map<String, Upload> open = new LinkedHashMap<>();
    private int begun;

    /// One part of an upload.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(int number, String etag, byte[] bytes) {}

    private record Upload(Objects.OpenUpload name, NavigableMap<Integer, Part> parts) {}

    String begin(String bucket, String key) {
        String id = "upload" + ++begun;
        open.put(id, new Upload(new Objects.OpenUpload(bucket, key, id), new TreeMap<>()));
        return id;
    }

    Part put(Objects.OpenUpload name, int number, byte[] bytes) {
        NavigableMap<Integer, Part> parts = parts(name);
        if (number < 1 || number > MAX_PARTS) {
            throw SimulatedS3.error(400, "InvalidArgument");
        }
        var part = new Part(number, Objects.etag(bytes), bytes);
        parts.put(number, part);
        return part;
    }

    /// The parts by their numbers.
    NavigableMap<Integer, Part> parts(Objects.OpenUpload name) {
        Upload upload = open.get(name.id());
        if (upload == null || !upload.name.equals(name)) {
            throw SimulatedS3.error(404, "NoSuchUpload");
        }
        return upload.parts;
    }

    /// Ends an upload.
    void end(Objects.OpenUpload name) {
        parts(name);
        open.remove(name.id());
    }

    /// The open uploads of a bucket, in the order of their keys and of their beginnings.
    Stream<Objects.OpenUpload> in(String bucket) {
        return open.values().stream()
                .map(Upload::name)
                .filter(name -> name.bucket().equals(bucket))
                .sorted(BY_KEY);
    }

    /// The listed parts of an upload.
    ///
    /// @throws S3Exception if S3 would refuse the list
    List<Part> listed(Objects.OpenUpload name, List<CompletedPart> list) {
        NavigableMap<Integer, Part> parts = parts(name);
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
        return part.bytes.length < MIN_PART;
    }

    static byte[] joined(List<Part> parts) {
        var all = new ByteArrayOutputStream(parts.stream().mapToInt(it -> it.bytes.length).sum());
        parts.forEach(part -> all.writeBytes(part.bytes));
        return all.toByteArray();
    }
}
