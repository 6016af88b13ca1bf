package dev.fanfold.workload;

import java.nio.file.Path;
import java.util.Map;

/// What the working half of a workload gets from its place: the values, secrets and files of its
/// pool, and clients for AWS services.
///
/// Whoever may use a pool uses its secrets: they belong to the pool, not to a caller.
public interface Resources {
    /// A value that the pool's template gives its worker as an environment variable.
    ///
    /// @throws IllegalStateException when the template does not give it
    String value(String name);

    /// A secret, at most 64 KB. It is fetched when it is first needed and kept five minutes, so ask
    /// again for each use rather than keeping it.
    ///
    /// @throws IllegalStateException when the pool has no such secret
    String secret(String name);

    /// A program or a data file under `bin/` of the pool's zip.
    ///
    /// @throws IllegalStateException when the zip has no such file
    Path file(String name);

    /// An AWS SDK client for this place, such as `DynamoDbClient`. It is closed with the work. The
    /// simulator plays `S3Client`, `DynamoDbClient` and `SqsClient`, with faults, and refuses
    /// others.
    ///
    /// @throws IllegalStateException when a unit test does not give it
    /// @throws IllegalArgumentException when it is no synchronous client of the AWS SDK, or the
    ///   simulator does not play it
    <C extends AutoCloseable> C client(Class<C> type);

    /// Sets region, credentials and endpoint of this place on the builder of an AWS SDK client. The
    /// simulator refuses it, because what the builder builds would call AWS.
    ///
    /// @param <B> the builder's type
    /// @return the builder given
    <B> B configure(B builder);

    /// An empty directory of the work's own, kept as long as the work is open.
    Path scratch();

    /// Resources for a unit test: what the map holds, by name, stands for values, secrets, files (a
    /// [Path]) and clients (by the simple name of their type). Its [#configure] returns the builder
    /// as it is.
    static Resources of(Map<String, ?> resources) {
        return new MapResources(resources);
    }
}
