package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// What is done before Lambda takes a snapshot of a function (SnapStart), so that no environment
/// restored from it has to do it again: clients are made, and a first call goes its whole way, from
/// credentials to parsing.
///
/// Nothing of it may differ between environments: credentials and connections of before the
/// snapshot end by themselves, keys are drawn from a generator that is not in it.
final class Snapshot {
    private static final JobId NOBODY = new JobId("0".repeat(32));

    private Snapshot() {}

    /// @param look looks for a job, which is not there
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
            // A new role's rights take a while to arrive. No deployment may fail for that: only the
            // first events take longer.
            System.err.println("the snapshot is taken without a first call: " + early.getMessage());
        }
    }
}
