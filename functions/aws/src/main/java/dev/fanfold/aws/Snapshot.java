package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Prepares a function before Lambda takes its snapshot (SnapStart), so that no restored
/// environment has to: it makes the clients and does one call from credentials to parsing.
///
/// Nothing in the snapshot may have to differ between environments: credentials and connections
/// expire and are renewed, and keys come from a generator that is not in it.
final class Snapshot {
    private static final JobId NOBODY = new JobId("0".repeat(32));

    private Snapshot() {}

    /// @param look looks up a job that does not exist
    static void prepare(Settings settings, List<Supplier<?>> clients, Consumer<JobId> look) {
        if (!settings.isForSnapshot()) {
            return;
        }
        for (Supplier<?> client : clients) {
            Objects.requireNonNull(client.get());
        }
        try {
            look.accept(NOBODY);
        } catch (SdkException early) {
            // The rights of a new role arrive with a delay. The deployment must not fail because of
            // it; only the first events take longer.
            System.err.println("the first call before the snapshot failed: " + early.getMessage());
        }
    }
}
