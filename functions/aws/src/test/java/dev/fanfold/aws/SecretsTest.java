package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pool's secrets are fetched when needed, cached for five minutes, and never shown.
class SecretsTest {
    private static final String TEXT = "hunter2-and-more";
    private static final Settings SETTINGS =
            new Settings(Map.of("FANFOLD_SECRET_API_KEY", "the place", "OTHER", "else"));
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final List<String> asked = new ArrayList<>();
    @TempDir private Path folder;

    private Secrets secrets(Function<String, byte[]> store) {
        return new Secrets(
                SETTINGS,
                place -> {
                    asked.add(place);
                    return store.apply(place);
                },
                now::get);
    }

    @Test
    void aSecretIsFetchedWhenItIsNeededAndKeptForFiveMinutes() {
        Secrets secrets = secrets(place -> bytes(TEXT + asked.size()));
        assertThat(asked).isEmpty();

        assertThat(secrets.text("api-key")).isEqualTo(TEXT + 1);
        pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(secrets.text("api-key")).isEqualTo(TEXT + 1);
        pass(Duration.ofNanos(1));
        assertThat(secrets.text("api-key")).isEqualTo(TEXT + 2);
        pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(secrets.text("api-key")).isEqualTo(TEXT + 2);

        assertThat(asked).containsExactly("the place", "the place");
    }

    private void pass(Duration time) {
        now.updateAndGet(then -> then.plus(time));
    }

    @Test
    void aFetchThatFailedIsTriedAgain() {
        Secrets secrets =
                secrets(place -> {
                    if (asked.size() == 1) {
                        throw new IllegalStateException("not yet");
                    }
                    return bytes(TEXT);
                });

        assertThatThrownBy(() -> secrets.text("api-key")).hasMessage("not yet");
        assertThat(secrets.text("api-key")).isEqualTo(TEXT);
    }

    @Test
    void aSecretHasSixtyFourKilobytesAndNotOneMore() {
        assertThat(secrets(place -> new byte[64 * 1024]).text("api-key")).hasSize(64 * 1024);
        assertThatThrownBy(() -> secrets(place -> new byte[64 * 1024 + 1]).text("api-key"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the secret api-key has 65537 bytes: at most 65536 are allowed");
    }

    @Test
    void aNameThatNobodySetSaysHowToSetIt() {
        assertThatThrownBy(() -> secrets(place -> bytes(TEXT)).text("password"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no secret password")
                .hasMessageContaining("FANFOLD_SECRET_PASSWORD")
                .hasMessageContaining("--secret password=FILE");
    }

    @Test
    void noErrorAndNoTextOfAnObjectHoldsTheSecret() {
        byte[] noText = (TEXT + "\u00e9" + TEXT).getBytes(StandardCharsets.ISO_8859_1);
        byte[] large = bytes(TEXT.repeat(10_000));
        Secrets fetched = secrets(place -> bytes(TEXT));
        String whole = fetched.text("api-key");

        assertThat(whole).isEqualTo(TEXT);
        assertThat(fetched.toString() + SETTINGS).doesNotContain(TEXT, "the place", "else");
        for (byte[] bad : List.of(noText, large)) {
            assertThatThrownBy(() -> secrets(place -> bad).text("api-key"))
                    .satisfies(error -> assertThat(trace(error)).doesNotContain(TEXT));
        }
    }

    @Test
    void aSecretOfTheLocalCloudIsReadFromItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), TEXT);
        var stored = new StoredSecrets(new ServiceClients(new SdkClients(SETTINGS)));

        assertThat(stored.apply(file.toUri().toString())).isEqualTo(bytes(TEXT));
        Files.delete(file);
        assertThatThrownBy(() -> stored.apply(file.toUri().toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString());
    }

    private static String trace(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
