package dev.fanfold.engine.port;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// The bytes of a file, compared with its recorded length and hash while they are read.
///
/// The last byte is returned only if all bytes were the recorded ones. So a reader must not act on
/// what it read before it has reached the end.
public final class VerifiedStream extends InputStream {
    private final String key;
    private final Fingerprint recorded;
    private final InputStream bytes;
    private final MessageDigest digest = Fingerprint.digest();
    private long read;
    private boolean verified;

    /// @param key names the file in errors
    /// @param bytes the file from its start; closed with this stream
    public VerifiedStream(String key, Fingerprint recorded, InputStream bytes) {
        this.key = key;
        this.recorded = recorded;
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// @throws OutputMismatchException if the file is not the recorded one
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = bytes.read(into, offset, length);
        if (count > 0) {
            digest.update(into, offset, count);
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
        if (verified) {
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
        verified = true;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
