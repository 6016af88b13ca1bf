package dev.fanfold.engine.port;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The length and the hash of a file. Files with the same fingerprint have the same bytes.
///
/// @param length the length in bytes
/// @param sha256 the SHA-256, as 64 lower-case hexadecimal digits
public record Fingerprint(long length, String sha256) {
    /// Stands for a hash that is not known. No file has it.
    static final String UNKNOWN_HASH = "0".repeat(64);

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Fingerprint {
        if (length < 0) {
            throw new IllegalArgumentException("a file of " + length + " bytes");
        }
        if (!HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "a SHA-256 is 64 lower-case hexadecimal digits, not \"" + sha256 + "\"");
        }
    }

    /// The fingerprint of the bytes with which the digest was updated. Resets the digest.
    ///
    /// @param length the number of these bytes
    static Fingerprint of(long length, MessageDigest digest) {
        return new Fingerprint(length, HexFormat.of().formatHex(digest.digest()));
    }

    /// A new digest for [#of].
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
