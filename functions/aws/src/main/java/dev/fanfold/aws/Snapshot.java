package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Prepares a function before Lambda takes its snapshot (SnapStart), so that restored environments
/// start faster: it creates the clients and makes one call, which loads everything from the
/// credentials to the parser.
///
/// Restored environments share the content of the snapshot. Therefore it must not contain anything
/// that has to differ between them. Credentials and connections expire and are renewed, and random
/// keys come from the operating system.
final class Snapshot {
    private static final JobId ABSENT = new JobId("0".repeat(32));

    private Snapshot() {}

    /// @param clients create the clients
    /// @param lookUp looks up a job by its id
    static void prepare(Settings settings, List<Supplier<?>> clients, Consumer<JobId> lookUp) {
        if (!settings.isForSnapshot()) {
            return;
        }
        for (Supplier<?> client : clients) {
            Objects.requireNonNull(client.get());
        }
        try {
            lookUp.accept(ABSENT);
        } catch (SdkException early) {
            // A new role gets its rights with a delay. That must not fail the deployment, because
            // without the call only the first invocations take longer.
            System.err.println("the first call before the snapshot failed: " + early.getMessage());
        }
    }
}
