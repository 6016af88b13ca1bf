package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.port.BlobStore;
import org.junit.jupiter.api.Test;

/// The tests that every [BlobStore] must pass.
public interface BlobStoreContract {
    BlobStore blobs();

    @Test
    default void bytesAreReadAsTheyWereWritten() {
        String key = "values/" + Samples.id() + "/1-a b+ü";
        byte[] bytes = new byte[300_000];
        new java.util.Random(1).nextBytes(bytes);

        blobs().put(key, bytes);

        assertThat(blobs().get(key)).isEqualTo(bytes);
    }

    @Test
    default void theFirstOfTwoWritersKeepsAKey() {
        String key = "results/" + Samples.id() + "/0/result.json";

        assertThat(blobs().putIfAbsent(key, new byte[] {1})).isTrue();
        assertThat(blobs().putIfAbsent(key, new byte[] {2})).isFalse();
        assertThat(blobs().get(key)).containsExactly(1);
    }

    @Test
    default void anUnusedKeyIsAnErrorThatNamesIt() {
        String key = "values/" + Samples.id();

        assertThatThrownBy(() -> blobs().get(key))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(key);
    }
}
