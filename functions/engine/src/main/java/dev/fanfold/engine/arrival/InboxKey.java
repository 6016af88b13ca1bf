package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;
import java.net.URI;

/// The key of an inbox object that starts a job: `<workload>/<name>/<file>`.
///
/// `file` may contain slashes. An object under `uploads/` is the input of a submitted job and
/// starts no further job.
///
/// @param workload the name of the workload
/// @param settings the URI of `<workload>/<name>/settings.json`, which has the settings of the job
/// @param isSettings whether the object itself is that `settings.json`
public record InboxKey(String workload, URI settings, boolean isSettings) {
    /// The prefix of the keys of submitted jobs' inputs.
    public static final String UPLOADS = "uploads/";

    private static final String SETTINGS = "settings.json";

    /// Parses the key of an object in the inbox.
    ///
    /// @throws InvalidInputException if the key has another form
    public static InboxKey of(URI object) {
        String[] parts = object.getPath().substring(1).split("/", 3);
        if (parts.length < 3 || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
            throw new InvalidInputException(
                    "an inbox key is <workload>/<name>/<file>, not \""
                            + object.getPath().substring(1)
                            + "\": upload it under such a key");
        }
        URI settings = uri(object.getAuthority(), parts[0] + "/" + parts[1] + "/" + SETTINGS);
        return new InboxKey(parts[0], settings, parts[2].equals(SETTINGS));
    }

    /// Whether the object is the input of a submitted job.
    public static boolean isSubmitted(URI object) {
        return object.getPath().startsWith("/" + UPLOADS);
    }

    /// The URI of an S3 object. Every key is allowed, because it is escaped.
    ///
    /// @throws InvalidInputException if the name of the bucket is invalid
    public static URI uri(String bucket, String key) {
        try {
            return new URI("s3", bucket, "/" + key, null);
        } catch (java.net.URISyntaxException e) {
            throw new InvalidInputException("no object can be named s3://" + bucket + "/" + key, e);
        }
    }
}
