package dev.fanfold.engine.arrival;

import dev.fanfold.workload.InvalidInputException;
import java.net.URI;

/// What an inbox object's key says: `<workload>/<name>/<file>`, where `file` may hold slashes.
///
/// Keys under `uploads/` are inputs of jobs that somebody submits: they start none by themselves.
///
/// @param settings where the settings of this name lie
public record InboxKey(String workload, URI settings, boolean isSettings) {
    /// Where inputs lie that jobs are submitted with.
    public static final String UPLOADS = "uploads/";

    private static final String SETTINGS = "settings.json";

    /// Reads the key of an object in the inbox.
    ///
    /// @throws InvalidInputException when it has another shape
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

    /// Whether the object waits for a job that somebody submits.
    public static boolean isSubmitted(URI object) {
        return object.getPath().startsWith("/" + UPLOADS);
    }

    /// The URI of an S3 object: its key escaped, so that any key will do.
    public static URI uri(String bucket, String key) {
        try {
            return new URI("s3", bucket, "/" + key, null);
        } catch (java.net.URISyntaxException e) {
            throw new InvalidInputException("no object can be named s3://" + bucket + "/" + key, e);
        }
    }
}
