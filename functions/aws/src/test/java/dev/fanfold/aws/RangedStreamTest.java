package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Pin;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;

/// Reading an object range by range, over connections that break.
class RangedStreamTest {
    private static final int BREAKS_AFTER = 10_000;
    private final byte[] bytes = new byte[200_000];
    private final List<String> ranges = new ArrayList<>();
    private int breaks;

    RangedStreamTest() {
        new Random(3).nextBytes(bytes);
    }

    @Test
    void aReaderThatStopsSoonNeedsOneRange() throws IOException {
        try (InputStream in = open(1_000, 2_000)) {
            assertThat(in.readNBytes(1_500)).isEqualTo(Arrays.copyOfRange(bytes, 1_000, 2_500));
        }

        assertThat(ranges).containsExactly("1000-18383");
    }

    @Test
    void aReaderThatReadsOnComesToTheEnd() throws IOException {
        try (InputStream in = open(0, 10)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }

        assertThat(ranges)
                .containsExactly("0-16393", "16394-49161", "49162-114697", "114698-199999");
    }

    @Test
    void aConnectionThatBreaksIsTakenUpWhereItBroke() throws IOException {
        breaks = 2;

        try (InputStream in = open(0, bytes.length)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }

        assertThat(ranges).containsExactly("0-199999", "10000-199999", "20000-199999");
    }

    @Test
    void aConnectionThatNeverHoldsIsAnError() {
        breaks = Integer.MAX_VALUE;

        assertThatThrownBy(
                        () -> {
                            try (InputStream in =
                                    new RangedStream(
                                            pin(),
                                            0,
                                            100,
                                            (first, last) -> stream(new Broken(new byte[0], 0)))) {
                                in.readAllBytes();
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken pipe");
    }

    @Test
    void beyondTheEndThereIsNothing() throws IOException {
        try (InputStream in = open(bytes.length, bytes.length)) {
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(ranges).isEmpty();
    }

    private InputStream open(long from, long to) {
        return new RangedStream(
                pin(),
                from,
                to,
                (first, last) -> {
                    ranges.add(first + "-" + last);
                    byte[] part = Arrays.copyOfRange(bytes, (int) first, (int) last + 1);
                    return stream(
                            breaks-- > 0
                                    ? new Broken(part, BREAKS_AFTER)
                                    : new ByteArrayInputStream(part));
                });
    }

    private Pin pin() {
        return new Pin(URI.create("s3://inbox/x"), "", "etag", bytes.length);
    }

    private static ResponseInputStream<String> stream(InputStream in) {
        return new ResponseInputStream<>("", AbortableInputStream.create(in));
    }

    /// Breaks after this many bytes.
    private static final class Broken extends FilterInputStream {
        private int left;

        Broken(byte[] bytes, int left) {
            super(new ByteArrayInputStream(bytes));
            this.left = left;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("broken pipe");
            }
            int read = super.read(into, offset, Math.min(length, left));
            left -= read;
            return read;
        }
    }
}
