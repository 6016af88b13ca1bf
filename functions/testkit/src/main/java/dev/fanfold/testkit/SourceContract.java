package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.InputChangedException;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Source;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The tests that every [Source] must pass.
public interface SourceContract {
    Source source();

    /// Writes an object, or a new version of it. Escapes the name if the URI needs it.
    ///
    /// @return the URI of the object
    URI put(String name, byte[] bytes) throws IOException;

    /// The URI of an object that does not exist.
    URI nowhere();

    @Test
    default void aPinDescribesTheObject() throws IOException {
        URI uri = put("a b+ü%.csv", new byte[1_000]);

        Pin pin = source().pin(uri);

        assertThat(pin.uri()).isEqualTo(uri);
        assertThat(pin.size()).isEqualTo(1_000);
        assertThat(pin).isEqualTo(source().pin(uri));
        assertThat(source().scheme().split(",")).contains(uri.getScheme());
    }

    @Test
    default void aReadBeginsAnywhereAndContinuesToTheEndOfTheObject() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(7).nextBytes(bytes);
        Pin pin = source().pin(put("large.bin", bytes));

        for (long[] range :
                new long[][] {
                    {0, 10},
                    {1_000_000, 1_000_001},
                    {2_999_999, 3_000_000},
                    {5, 2_000_000},
                    {3_000_000, 3_000_000}
                }) {
            try (InputStream in = source().open(pin, range[0], range[1])) {
                assertThat(in.readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(bytes, (int) range[0], bytes.length));
            }
        }
    }

    @Test
    default void anObjectThatDoesNotExistIsInvalidInput() {
        URI nowhere = nowhere();

        assertThatThrownBy(() -> source().pin(nowhere))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(nowhere.getPath().substring(1));
    }

    @Test
    default void anObjectThatWasReplacedCannotBeRead() throws IOException {
        Pin pin =
                source().pin(
                                put(
                                        "changing.csv",
                                        "old text"
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8)));
        put("changing.csv", "new text, longer".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThatThrownBy(
                        () -> {
                            try (InputStream in = source().open(pin, 0, 8)) {
                                in.readAllBytes();
                            }
                        })
                .isInstanceOf(InputChangedException.class)
                .hasMessageContaining("INPUT_CHANGED");
    }
}
