package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/// The calls that a function makes only before Lambda takes a snapshot of it.
class SnapshotTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void beforeASnapshotClientsAreMadeAndAJobIsLookedFor() {
        prepare("snap-start", id -> {});

        assertThat(done).containsExactly("client", "client", "call");
    }

    @Test
    void withoutASnapshotNothingIsMadeBeforeItIsNeeded() {
        prepare("on-demand", id -> {});

        assertThat(done).isEmpty();
    }

    @Test
    void aRightThatHasNotArrivedYetFailsNoDeployment() {
        prepare(
                "snap-start",
                id -> {
                    throw SdkClientException.create("not authorized");
                });

        assertThat(done).containsExactly("client", "client", "call");
    }

    private void prepare(String initialization, Consumer<JobId> look) {
        Settings settings = new Settings(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", initialization));
        Snapshot.prepare(
                settings,
                List.of(() -> done.add("client"), () -> done.add("client")),
                id -> {
                    done.add("call");
                    look.accept(id);
                });
    }
}
