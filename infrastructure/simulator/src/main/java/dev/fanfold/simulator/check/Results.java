package dev.fanfold.simulator.check;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Outcome;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.simulator.service.Objects;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Checks the bucket of answers and spilled values: each referenced object exists, and no object is
/// written twice.
final class Results {
    private static final String ANSWERS = "results/";
    private final Objects objects;
    private final String bucket;
    private final Promises promises;
    private final Map<String, byte[]> answers = new HashMap<>();

    Results(Objects objects, String bucket, Promises promises) {
        this.objects = objects;
        this.bucket = bucket;
        this.promises = promises;
    }

    /// The bytes of a value. If they are in an object, the object is checked.
    byte[] load(Payload payload) {
        return switch (payload) {
            case Payload.Inline here -> here.bytes();
            case Payload.Spilled there -> spilled(there);
        };
    }

    /// The input of the job's round; empty in round 0.
    String input(Job job) {
        Payload input = job.round().input();
        return input == null ? "" : new String(load(input), StandardCharsets.UTF_8);
    }

    /// The answer in a job's row. An object with the same bytes must exist.
    byte[] answer(JobId job, Payload payload) {
        byte[] answer = load(payload);
        boolean kept =
                answers.entrySet().stream()
                        .filter(object -> object.getKey().startsWith(ANSWERS + job + "/"))
                        .anyMatch(object -> Arrays.equals(object.getValue(), answer));
        if (!kept) {
            promises.violated("I12", "no object holds the answer in the row of " + job);
        }
        return answer;
    }

    /// Checks the object of the outcome's partial result, if it has one.
    void check(Outcome outcome) {
        if (outcome instanceof Outcome.Done done
                && done.partial() instanceof Payload.Spilled there) {
            spilled(there);
        }
    }

    private byte[] spilled(Payload.Spilled there) {
        Optional<byte[]> object = objects.latest(bucket, there.key()).map(Objects.Stored::bytes);
        if (object.isEmpty()) {
            promises.violated("I12", there + " is referenced, but the object does not exist");
            return new byte[0];
        }
        byte[] bytes = object.get();
        if (bytes.length != there.size() || !hash(bytes).equals(there.hash())) {
            promises.violated("I12", there + " is referenced, but the object has other bytes");
        }
        return bytes;
    }

    /// The SHA-256 of the bytes, in hexadecimal.
    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Checks an object that was put into a bucket.
    ///
    /// @param isNew whether the bucket had no object under this key
    void put(String bucketName, String key, Objects.Stored object, boolean isNew) {
        if (!bucketName.equals(bucket)) {
            return;
        }
        if (!isNew) {
            promises.violated("I5", key + " was written twice");
        }
        String folder = key.substring(0, key.lastIndexOf('/') + 1);
        if (key.startsWith(ANSWERS) && answers.put(folder, object.bytes()) != null) {
            promises.violated("I5", "a second answer in " + folder);
        }
    }
}
