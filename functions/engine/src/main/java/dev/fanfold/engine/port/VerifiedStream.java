package dev.fanfold.engine.port;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// Reads a file and compares its length and hash with the recorded ones.
///
/// The last byte is returned only if the whole file is the recorded one. Earlier bytes may be
/// wrong, so a caller must not act on them before it has read the file to its end.
public final class VerifiedStream extends InputStream {
    private final String key;
    private final Fingerprint recorded;
    private final InputStream bytes;
    private final MessageDigest digest = Fingerprint.digest();
    private long read;
    private boolean isVerified;

    /// @param key the key of the file, for errors
    /// @param recorded the recorded length and hash
    /// @param bytes the file from its start; this stream closes it
    public VerifiedStream(String key, Fingerprint recorded, InputStream bytes) {
        this.key = key;
        this.recorded = recorded;
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    /// @throws OutputMismatchException if the file is not the recorded one
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = bytes.read(buffer, offset, length);
        if (count > 0) {
            digest.update(buffer, offset, count);
            read += count;
        }
        if (read > recorded.length()) {
            throw new OutputMismatchException(
                    key, "it has more than %d bytes".formatted(recorded.length()));
        }
        if (count < 0 || read == recorded.length()) {
            verify();
        }
        return count;
    }

    private void verify() {
        if (isVerified) {
            return;
        }
        if (read != recorded.length()) {
            throw OutputMismatchException.ofLength(key, read, recorded);
        }
        Fingerprint found = Fingerprint.of(read, digest);
        if (!found.equals(recorded)) {
            throw new OutputMismatchException(
                    key, "its SHA-256 is %s, not %s".formatted(found.sha256(), recorded.sha256()));
        }
        isVerified = true;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
