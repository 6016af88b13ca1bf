package dev.fanfold.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A file is compared with its fingerprint while it is read, however it is read.
class VerifiedStreamTest {
    private static final Fingerprint RECORDED = fingerprint("recorded");

    private static Fingerprint fingerprint(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = Fingerprint.digest();
        digest.update(bytes);
        return Fingerprint.of(bytes.length, digest);
    }

    private static InputStream stream(String text) {
        return stream(text, RECORDED);
    }

    private static InputStream stream(String text, Fingerprint recorded) {
        return new VerifiedStream(
                "outputs/k",
                recorded,
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theRecordedFileIsReadInAnyPieces() throws IOException {
        assertThat(stream("recorded").readAllBytes()).asString().isEqualTo("recorded");
        assertThat(stream("recorded").skip(3)).isEqualTo(3);
        assertThat(stream("", fingerprint("")).read()).isEqualTo(-1);
        InputStream bytes = stream("recorded");
        for (char letter : "recorded".toCharArray()) {
            assertThat(bytes.read()).isEqualTo(letter);
        }
        assertThat(bytes.read()).isEqualTo(-1);
        assertThat(bytes.read()).isEqualTo(-1);
    }

    @Test
    void aSkippedByteCountsToo() throws IOException {
        InputStream good = stream("recorded");
        good.skipNBytes(4);
        assertThat(good.readAllBytes()).hasSize(4);

        InputStream other = stream("Recorded");
        other.skipNBytes(4);
        assertThatThrownBy(other::readAllBytes).isInstanceOf(OutputMismatchException.class);
    }

    @Test
    void theLastByteOfAnotherFileIsNotReturned() throws IOException {
        InputStream other = stream("recordeD");

        assertThat(other.readNBytes(7)).asString().isEqualTo("recorde");
        assertThatThrownBy(other::read)
                .isInstanceOf(OutputMismatchException.class)
                .hasMessageContainingAll("outputs/k", "SHA-256", RECORDED.sha256());
    }

    @Test
    void aFileOfAnotherLengthIsAnErrorThatNamesBoth() {
        assertThatThrownBy(stream("record")::readAllBytes)
                .isInstanceOf(OutputMismatchException.class)
                .hasMessageContainingAll("outputs/k", "6 bytes", "not 8");
        assertThatThrownBy(stream("recorded!")::readAllBytes)
                .isInstanceOf(OutputMismatchException.class)
                .hasMessageContainingAll("outputs/k", "more than 8 bytes");
        assertThatThrownBy(stream("x", fingerprint(""))::read)
                .isInstanceOf(OutputMismatchException.class);
        assertThatThrownBy(stream("", RECORDED)::read).isInstanceOf(OutputMismatchException.class);
    }

    @Test
    void itClosesWhatItReads() throws IOException {
        var closed = new AtomicBoolean();
        InputStream bytes =
                new ByteArrayInputStream(new byte[0]) {
                    @Override
                    public void close() {
                        closed.set(true);
                    }
                };

        new VerifiedStream("outputs/k", RECORDED, bytes).close();

        assertThat(closed).isTrue();
    }

    @Test
    void aFingerprintHasALengthAndAHash() {
        assertThatThrownBy(() -> new Fingerprint(-1, RECORDED.sha256()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new Fingerprint(0, "ABC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"ABC\"");
    }
}
