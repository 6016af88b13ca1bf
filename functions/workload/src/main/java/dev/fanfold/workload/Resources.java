package dev.fanfold.workload;

import java.nio.file.Path;
import java.util.Map;

/// The environment of a [Work]: values, secrets and files of its pool, and clients of AWS services.
///
/// Secrets belong to the pool, not to a caller. Every job in the pool uses them.
public interface Resources {
    /// An environment variable that the pool's template sets on its worker.
    ///
    /// @throws IllegalStateException if the template does not set it
    String value(String name);

    /// A secret of at most 64 KB. It is fetched at its first use and cached for five minutes, so
    /// call this for each use instead of keeping the value.
    ///
    /// @throws IllegalStateException if the pool has no such secret
    String secret(String name);

    /// A program or a data file under `bin/` of the pool's zip.
    ///
    /// @throws IllegalStateException if the zip has no such file
    Path file(String name);

    /// An AWS SDK client for this environment, for example `DynamoDbClient`. It is closed with the
    /// work. The simulator has only `S3Client`, `DynamoDbClient` and `SqsClient`, whose calls may
    /// fail there.
    ///
    /// @throws IllegalStateException if a unit test passed no such client to [#of]
    /// @throws IllegalArgumentException if the type is not a synchronous client of the AWS SDK, or
    ///   the simulator does not have it
    <C extends AutoCloseable> C client(Class<C> type);

    /// Sets region, credentials and endpoint of this environment on the builder of an AWS SDK
    /// client. The simulator rejects this call, because the built client would call AWS.
    ///
    /// @param <B> the builder's type
    /// @return the same builder
    <B> B configure(B builder);

    /// An empty directory of this work, which exists while the work is open.
    Path scratch();

    /// Resources for a unit test. The map holds values, secrets, files (a [Path]) and clients (by
    /// the simple name of their type). [#configure] returns the builder unchanged.
    static Resources of(Map<String, ?> resources) {
        return new MapResources(resources);
    }
}
