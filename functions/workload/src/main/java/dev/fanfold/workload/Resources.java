package dev.fanfold.workload;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The resources that a [Work] may use: values, secrets and files of its pool, and clients of AWS
/// services.
///
/// Secrets belong to the pool, not to a caller. All jobs of the pool use the same secrets.
public interface Resources {
    /// An environment variable that the pool's template sets on its worker.
    ///
    /// @throws IllegalStateException if the template does not set it, or if its name begins with
    ///   `FANFOLD`, `AWS`, `LAMBDA` or an underscore
    String value(String name);

    /// A secret: a text of at most 64 KiB. It is fetched at its first use and cached for five
    /// minutes. Call this method for each use instead of keeping the value, which may change.
    ///
    /// @throws IllegalStateException if the pool has no such secret, or if it is too large or not
    ///   UTF-8
    /// @throws RuntimeException if the secret cannot be fetched
    String secret(String name);

    /// A program or a data file under `bin/` of the pool's zip.
    ///
    /// @throws IllegalStateException if the zip has no such file
    Path file(String name);

    /// An AWS SDK client for this environment, for example `DynamoDbClient`. The works of the
    /// environment share it. Do not close it; it ends with the environment. The simulator has only
    /// `S3Client`, `DynamoDbClient` and `SqsClient`, and it injects failures of their calls.
    ///
    /// @throws IllegalStateException if a unit test passed no such client to [#of]
    /// @throws IllegalArgumentException if the type is not a synchronous client of the AWS SDK, or
    ///   the simulator does not have it
    <C extends AutoCloseable> C client(Class<C> type);

    /// Sets the region, credentials and endpoint of this environment on the builder of an AWS SDK
    /// client. The simulator rejects this call, because the built client would call AWS.
    ///
    /// @param <B> the type of the builder
    /// @return the same builder
    /// @throws IllegalArgumentException if it does not build a synchronous client of the AWS SDK
    /// @throws IllegalStateException in the simulator
    <B> B configure(B builder);

    /// A new empty directory for this work. Each call creates another one. The directories exist
    /// while the work is open.
    Path scratch();

    /// The registers of the application: short texts that all works of all pools share.
    Registers registers();

    /// Short texts with names, in the application's table of jobs. Each write is conditional, so of
    /// two works that replace the same text only one succeeds.
    interface Registers {
        /// A stored text.
        ///
        /// @param version how often it was written
        record Register(String text, long version) {}

        /// The text with this name, as the last successful write left it; empty if there is none.
        Optional<Register> read(String name);

        /// Writes a text if the stored one still has this version.
        ///
        /// A write may succeed although the call throws or returns false, because only its answer
        /// was lost. The caller recognizes its own write by the text.
        ///
        /// @param name at most 1,000 characters
        /// @param version the version that was read; 0 if there was no text. The new text has the
        ///   next version.
        /// @param expires the time after which the text may be deleted. A new text with this name
        ///   begins with version 1.
        /// @return false if the stored text has another version
        boolean replace(String name, String text, long version, Instant expires);
    }

    /// Resources for a unit test: values, secrets and files (each a [Path]) by name, and clients by
    /// the simple name of their type. [#configure] returns the builder unchanged, and [#registers]
    /// are in memory.
    static Resources of(Map<String, ?> resources) {
        return new MapResources(resources);
    }
}
