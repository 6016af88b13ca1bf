package dev.fanfold.engine.arrival;

import dev.fanfold.workload.Pin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id of a job: a hash of its request. For a job of the API, it is a hash of the owner and of
/// the idempotency key, or of the owner and the request if there is no key.
///
/// A repeated request has the same id, so it starts no second job.
///
/// @param value 32 hexadecimal digits: the first 128 bits of a SHA-256
public record JobId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}");

    public JobId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a job id is 32 hexadecimal digits, not " + value);
        }
    }

    /// The id of the job that an upload starts.
    ///
    /// It does not depend on the workload's version. Therefore an event that is delivered again
    /// after a deployment starts no second job.
    public static JobId of(JobRequest request, @Nullable Pin input) {
        return hash(text(request, input));
    }

    /// The id of the job that a submitted request starts.
    ///
    /// It depends on the workload's version. Therefore the same request starts a new job after the
    /// workload was fixed.
    ///
    /// @param version the workload's version, empty if it has none
    public static JobId of(JobRequest request, @Nullable Pin input, String version) {
        StringBuilder text = text(request, input);
        field(text, version);
        return hash(text);
    }

    private static StringBuilder text(JobRequest request, @Nullable Pin input) {
        var text = new StringBuilder();
        field(text, request.workload());
        for (Map.Entry<String, String> setting : request.settings().values().entrySet()) {
            field(text, setting.getKey());
            field(text, setting.getValue());
        }
        field(text, request.options().canonical());
        if (input != null) {
            field(text, input.uri().toString());
            field(text, input.version());
            field(text, input.etag());
            field(text, Long.toString(input.size()));
        }
        field(text, Integer.toString(request.run()));
        return text;
    }

    /// The id of the job that an owner starts with this key.
    ///
    /// @param key an idempotency key, or a text that cannot be one because it has a space
    public static JobId of(String owner, String key) {
        var text = new StringBuilder();
        field(text, owner);
        field(text, key);
        return hash(text);
    }

    // The length prefix makes ("ab", "c") and ("a", "bc") differ.
    private static void field(StringBuilder text, String value) {
        text.append(value.length()).append(':').append(value).append(';');
    }

    private static JobId hash(StringBuilder text) { // 16 bytes are 32 hexadecimal digits
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return new JobId(HexFormat.of().formatHex(digest, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
