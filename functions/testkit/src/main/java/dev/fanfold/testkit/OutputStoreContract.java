package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.port.Fingerprint;
import dev.fanfold.engine.port.OutputMismatchException;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.OutputStore.StoredFile;
import dev.fanfold.engine.port.OutputWriter;
import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The tests that every [OutputStore] must pass.
public interface OutputStoreContract {
    /// The size of a part of an upload to S3, in bytes. Later parts of a very large file are
    /// larger.
    int PART = 8 * 1024 * 1024;

    int TWO_PARTS_AND_MORE = 2 * PART + 300_000;

    OutputStore outputs();

    private static String key() {
        return "outputs/" + Samples.id() + "/0/7/0123456789abcdef/a b+ü.gz";
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Fingerprint fingerprint(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Fingerprint(bytes.length, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Fingerprint write(String key, byte[] bytes) throws IOException {
        try (OutputWriter out = outputs().create(key)) {
            out.write(bytes);
            return out.complete();
        }
    }

    private byte[] read(String key, Fingerprint recorded) throws IOException {
        try (InputStream in = outputs().open(key, recorded)) {
            return in.readAllBytes();
        }
    }

    @Test
    default void aFileOfAnySizeIsReadAsItWasWritten() throws IOException {
        for (int length : new int[] {0, 1, 300_000, PART, PART + 1, TWO_PARTS_AND_MORE}) {
            String key = key();
            byte[] bytes = bytes(length);

            Fingerprint fingerprint = write(key, bytes);

            assertThat(fingerprint).isEqualTo(fingerprint(bytes));
            assertThat(outputs().length(key)).hasValue(length);
            assertThat(Arrays.equals(read(key, fingerprint), bytes))
                    .as("%d bytes", length)
                    .isTrue();
        }
    }

    @Test
    default void aFileIsWrittenInPiecesOfAnySize() throws IOException {
        String key = key();
        byte[] bytes = bytes(PART + 5_000_000);
        var random = new Random(5);

        try (OutputWriter out = outputs().create(key)) {
            out.write(bytes[0]);
            for (int at = 1; at < bytes.length; ) {
                int count = Math.min(bytes.length - at, random.nextInt(3_000_000));
                out.write(bytes, at, count);
                at += count;
            }
            assertThat(out.complete()).isEqualTo(fingerprint(bytes));
        }

        assertThat(Arrays.equals(read(key, fingerprint(bytes)), bytes)).isTrue();
    }

    @Test
    default void aFileDoesNotExistBeforeItIsComplete() throws IOException {
        for (int length : new int[] {10, TWO_PARTS_AND_MORE}) {
            String key = key();

            try (OutputWriter out = outputs().create(key)) {
                out.write(bytes(length));

                assertThat(outputs().length(key)).isEmpty();
                out.complete();
                assertThat(outputs().length(key)).hasValue(length);
            }
        }
    }

    @Test
    default void aWriterThatIsClosedBeforeItIsCompleteLeavesNothing() throws IOException {
        for (int length : new int[] {10, TWO_PARTS_AND_MORE}) {
            String key = key();
            OutputWriter out = outputs().create(key);
            out.write(bytes(length));

            out.close();

            assertThat(outputs().length(key)).isEmpty();
            assertThatThrownBy(out::complete)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(key);
            assertThat(outputs().length(key)).isEmpty();
        }
    }

    @Test
    default void aCompleteFileCannotChange() throws IOException {
        String key = key();
        OutputWriter out = outputs().create(key);
        out.write(bytes(1_000));
        Fingerprint fingerprint = out.complete();

        assertThatThrownBy(() -> out.write(1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(key);
        assertThatThrownBy(out::complete).isInstanceOf(IOException.class).hasMessageContaining(key);
        out.close();

        assertThat(read(key, fingerprint)).isEqualTo(bytes(1_000));
    }

    @Test
    default void aRangeHasExactlyItsBytesEvenAcrossParts() throws IOException {
        String key = key();
        byte[] bytes = bytes(TWO_PARTS_AND_MORE);
        Fingerprint file = write(key, bytes);
        int end = bytes.length;

        for (int[] range :
                new int[][] {{0, 1}, {0, end}, {PART - 10, PART + 10}, {end - 1, end}, {5, 5}}) {
            try (InputStream in = outputs().open(key, file, range[0], range[1])) {
                byte[] expected = Arrays.copyOfRange(bytes, range[0], range[1]);
                assertThat(Arrays.equals(in.readAllBytes(), expected))
                        .as(Arrays.toString(range))
                        .isTrue();
            }
        }
    }

    @Test
    default void aRangeBeyondTheFileIsRejected() throws IOException {
        String key = key();
        Fingerprint file = write(key, bytes(100));

        assertThatThrownBy(() -> outputs().open(key, file, 0, 101))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    default void aFileThatIsNotTheRecordedOneIsAnErrorThatNamesIt() throws IOException {
        String key = key();
        byte[] bytes = bytes(100_000);
        write(key, bytes);
        byte[] other = bytes.clone();
        other[99_999]++;

        for (Fingerprint recorded :
                List.of(
                        fingerprint(other),
                        fingerprint(bytes(99_999)),
                        fingerprint(bytes(100_001)),
                        fingerprint(new byte[0]))) {
            assertThatThrownBy(() -> read(key, recorded))
                    .isInstanceOf(OutputMismatchException.class)
                    .hasMessageContaining(key);
        }
    }

    @Test
    default void aRangeOfAFileOfAnotherLengthIsAnErrorThatNamesIt() throws IOException {
        String key = key();
        write(key, bytes(1_000));
        Fingerprint recorded = fingerprint(bytes(2_000));

        for (int from : new int[] {0, 1_500}) {
            assertThatThrownBy(() -> outputs().open(key, recorded, from, 1_800).read())
                    .isInstanceOf(OutputMismatchException.class)
                    .hasMessageContaining(key);
        }
    }

    @Test
    default void aFileThatDoesNotExistIsAnErrorThatNamesIt() {
        String key = key();

        assertThat(outputs().length(key)).isEmpty();
        for (int length : new int[] {0, 100}) {
            assertThatThrownBy(() -> read(key, fingerprint(bytes(length))))
                    .isInstanceOf(OutputMismatchException.class)
                    .hasMessageContaining(key);
        }
    }

    @Test
    default void twoFilesMayBeWrittenInTurns() throws IOException {
        String left = key();
        String right = key();
        byte[] bytes = bytes(PART + 10);

        try (OutputWriter first = outputs().create(left);
                OutputWriter second = outputs().create(right)) {
            for (int at = 0; at < bytes.length; at += 1_000_000) {
                int count = Math.min(1_000_000, bytes.length - at);
                first.write(bytes, at, count);
                second.write(bytes, at, count / 2);
            }
            Fingerprint whole = first.complete();
            Fingerprint halves = second.complete();

            assertThat(whole).isEqualTo(fingerprint(bytes));
            assertThat(halves.length()).isLessThan(whole.length());
            assertThat(fingerprint(read(right, halves))).isEqualTo(halves);
            assertThat(fingerprint(read(left, whole))).isEqualTo(whole);
        }
    }

    @Test
    default void theCompleteFilesUnderAPrefixAreListed() throws IOException {
        String prefix = "outputs/" + Samples.id() + "/0/7/";
        for (String name : new String[] {"1/a", "1/b", "2/a+ü b"}) {
            write(prefix + name, bytes(name.length()));
        }
        write(prefix.replace("/7/", "/70/") + "1/a", bytes(5));
        OutputWriter small = outputs().create(prefix + "3/open");
        OutputWriter large = outputs().create(prefix + "3/open-in-parts");
        small.write(1);
        large.write(bytes(TWO_PARTS_AND_MORE));

        assertThat(outputs().list(prefix))
                .containsExactlyInAnyOrder(
                        new StoredFile(prefix + "1/a", 3),
                        new StoredFile(prefix + "1/b", 3),
                        new StoredFile(prefix + "2/a+ü b", 7));
        assertThat(outputs().list(prefix + "4/")).isEmpty();
        small.close();
        large.close();
    }

    @Test
    default void theFingerprintOfAFileIsComputedFromItsBytes() throws IOException {
        for (int length : new int[] {0, 1, TWO_PARTS_AND_MORE}) {
            String key = key();
            byte[] bytes = bytes(length);
            write(key, bytes);

            assertThat(outputs().fingerprint(new StoredFile(key, length)))
                    .isEqualTo(fingerprint(bytes));
            assertThatThrownBy(() -> outputs().fingerprint(new StoredFile(key, length + 1)))
                    .isInstanceOf(OutputMismatchException.class);
        }
    }

    @Test
    default void aManifestIsReadAsItWasStored() {
        String key = key() + ".json";
        List<Output> manifest =
                List.of(
                        new Output(3, 7, "0123456789abcdef", "a b+ü.gz", 1L << 40, "ab".repeat(32)),
                        new Output(3, 900_000, "f".repeat(16), "\"b\"", 0, "cd".repeat(32)));

        outputs().putManifest(key, manifest);

        assertThat(outputs().manifest(key, 3)).isEqualTo(manifest);
        assertThatThrownBy(() -> outputs().manifest(key + "x", 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(key + "x");
    }
}
