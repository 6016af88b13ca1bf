package dev.fanfold.aws;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The secrets of a pool. For each secret the worker has a variable `FANFOLD_SECRET_<NAME>` with
/// the secret's place: an ARN or name in Secrets Manager, or the URI of a file.
///
/// No error and no `toString` of this class contains a secret.
public final class Secrets {
    /// The maximum size of a secret, in bytes.
    public static final int MAX_BYTES = 64 * 1024;

    /// How long a secret is used before it is read again.
    static final Duration CACHE_TIME = Duration.ofMinutes(5);

    private static final String PREFIX = "FANFOLD_SECRET_";
    private final Settings settings;
    private final Function<String, byte[]> store;
    private final InstantSource clock;
    private final Map<String, CachedSecret> cached = new HashMap<>();

    /// @param store reads the bytes of a secret from its place
    Secrets(Settings settings, Function<String, byte[]> store, InstantSource clock) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
    }

    /// The variable with the place of the secret of this name: `api-key` gives
    /// `FANFOLD_SECRET_API_KEY`.
    public static String variable(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// The text of a secret, read from its place at most five minutes ago.
    ///
    /// @throws IllegalStateException if the pool has no secret of this name, or if the secret is
    ///   too large or is not UTF-8
    /// @throws RuntimeException if the secret cannot be read from its place
    synchronized String text(String name) {
        Instant now = clock.instant();
        return Optional.ofNullable(cached.get(name))
                .filter(secret -> now.isBefore(secret.until))
                .orElseGet(() -> fetch(name, now))
                .text;
    }

    private CachedSecret fetch(String name, Instant now) {
        String place =
                settings.find(variable(name))
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "the pool has no secret %s: set its worker's %s to the place of the secret, or pass --secret %s=FILE to the local cloud"
                                                .formatted(name, variable(name), name)));
        var secret = new CachedSecret(text(name, store.apply(place)), now.plus(CACHE_TIME));
        cached.put(name, secret);
        return secret;
    }

    // The exceptions have no cause, so that no text of a cause can quote the bytes.
    private static String text(String name, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalStateException(
                    "the secret %s has %d bytes: at most %d are allowed"
                            .formatted(name, bytes.length, MAX_BYTES));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("the secret %s is not UTF-8".formatted(name));
        }
    }

    @Override
    public String toString() {
        return "secrets " + cached.keySet();
    }

    private record CachedSecret(String text, Instant until) {
        @Override
        public String toString() {
            return "a secret, until " + until;
        }
    }
}
