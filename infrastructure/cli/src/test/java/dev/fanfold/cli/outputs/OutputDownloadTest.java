package dev.fanfold.cli.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.cli.text.Captured;
import dev.fanfold.engine.fold.OutputCount;
import dev.fanfold.workload.Outputs.Output;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Outputs are copied completely or not at all, and an interrupted copy is continued.
class OutputDownloadTest {
    private static final byte[] BYTES = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private final Stored stored = new Stored();
    private final Captured text = new Captured();
    @TempDir private Path directory;

    @Test
    void filesAreNamedAfterRoundTaskAndName() throws Exception {
        stored.add(0, 0, "a", BYTES);
        stored.add(0, 12, "a b.txt", new byte[200_000]);
        stored.add(3, 0, "empty", new byte[0]);

        assertThat(copy()).isEqualTo("3 files copied, 195.3 KiB");

        assertThat(files()).containsExactly("0/0/a", "0/12/a b.txt", "3/0/empty");
        for (Output output : stored.all()) {
            assertThat(file(output)).hasBinaryContent(stored.bytes(output));
        }
    }

    @Test
    void aSecondRunReadsNothingOfCompleteFiles() throws Exception {
        stored.add(0, 0, "a", BYTES);
        stored.add(0, 1, "a", BYTES);
        copy();
        stored.opened.clear();

        assertThat(copy()).isEqualTo("0 files copied, 0 bytes; 2 files were complete");
        assertThat(stored.opened).isEmpty();
        assertThat(files()).containsExactly("0/0/a", "0/1/a");
    }

    @Test
    void aPartOfAnyLengthIsContinuedAtItsEnd() throws Exception {
        Output output = stored.add(0, 0, "a", BYTES);
        for (int length = 0; length <= BYTES.length; length++) {
            write(part(output), Arrays.copyOf(BYTES, length));
            stored.opened.clear();

            assertThat(copy()).startsWith("1 file copied");

            assertThat(file(output)).hasBinaryContent(BYTES);
            assertThat(part(output)).doesNotExist();
            assertThat(stored.opened)
                    .isEqualTo(length == BYTES.length ? List.of() : List.of((long) length));
            Files.delete(file(output));
        }
    }

    @Test
    void aPartWithAnyWrongByteIsStartedAnew() throws Exception {
        Output output = stored.add(0, 0, "a", BYTES);
        for (int length = 1; length <= BYTES.length; length++) {
            for (int wrong = 0; wrong < length; wrong++) {
                byte[] bytes = Arrays.copyOf(BYTES, length);
                bytes[wrong]++;
                write(part(output), bytes);

                copy();

                assertThat(file(output)).hasBinaryContent(BYTES);
                assertThat(part(output)).doesNotExist();
                Files.delete(file(output));
            }
        }
    }

    @Test
    void aPartLongerThanTheOutputIsStartedAnew() throws Exception {
        Output output = stored.add(0, 0, "a", BYTES);
        for (int more = 1; more <= 3; more++) {
            write(part(output), Arrays.copyOf(BYTES, BYTES.length + more));
            stored.opened.clear();

            copy();

            assertThat(stored.opened).containsExactly(0L);
            assertThat(file(output)).hasBinaryContent(BYTES);
            Files.delete(file(output));
        }
    }

    @Test
    void aStreamThatBreaksIsContinuedWhereItIs() throws Exception {
        Output output = stored.add(0, 0, "a", BYTES);
        for (int after = 1; after <= BYTES.length; after++) {
            stored.breaksAfter = after;
            stored.opened.clear();

            copy();

            assertThat(file(output)).hasBinaryContent(BYTES);
            assertThat(stored.opened).startsWith(0L).hasSize(Math.ceilDiv(BYTES.length, after));
            assertThat(stored.opened).last().isEqualTo((BYTES.length - 1L) / after * after);
            Files.delete(file(output));
        }
    }

    @Test
    void aStreamWithoutProgressIsGivenUpAndTheOthersCome() throws Exception {
        Output output = stored.add(0, 0, "a", BYTES);
        stored.add(0, 1, "empty", new byte[0]);
        stored.breaksAfter = 0;
        stored.breaks.set(FileDownload.MAX_FAILURES);
        write(part(output), Arrays.copyOf(BYTES, 5));

        assertThat(copy()).endsWith("1 failed");

        assertThat(text.text())
                .contains("output \"a\" of task 0 in round 0: it broke off at byte 5 of 16")
                .contains("connection reset", "run this command again to continue")
                .hasLineCount(1);
        assertThat(stored.opened).hasSize(FileDownload.MAX_FAILURES);
        assertThat(part(output)).hasBinaryContent(Arrays.copyOf(BYTES, 5));
        assertThat(files()).contains("0/1/empty");

        stored.breaks.set(FileDownload.MAX_FAILURES - 1);
        assertThat(copy()).isEqualTo("1 file copied, 16 bytes; 1 file was complete");
    }

    @Test
    void aFileWithOtherBytesIsNeverOverwritten() throws Exception {
        for (byte[] other : List.of(new byte[0], new byte[16], new byte[17])) {
            Output output = stored.add(0, 0, "a", BYTES);
            stored.add(0, 1, "b", BYTES);
            write(file(output), other);

            assertThat(copy()).endsWith("1 failed");

            assertThat(text.text())
                    .contains(file(output) + " exists and is another file: move it away")
                    .hasLineCount(1);
            assertThat(file(output)).hasBinaryContent(other);
            assertThat(files()).containsExactly("0/0/a", "0/1/b");
            text.clear();
        }
    }

    @Test
    void aFileThatAppearsWhileItIsCopiedIsKept() throws Exception {
        Output output = stored.add(0, 0, "a", BYTES);
        var watch = new CopyWatch(text.terminal(), OutputCount.NONE, () -> Instant.EPOCH);
        OutputSource source =
                (opened, from) -> {
                    write(file(output), new byte[2]);
                    return stored.open(opened, from);
                };

        new OutputDownload(source, directory, watch, _ -> {}, false).run(Stream.of(output));

        assertThat(watch.hasFailures()).isTrue();
        assertThat(file(output)).hasBinaryContent(new byte[2]);
        assertThat(part(output)).hasBinaryContent(BYTES);
    }

    @Test
    void aDirectoryOrALinkInPlaceOfAFileIsKept() throws Exception {
        Output taken = stored.add(0, 0, "a", BYTES);
        Output linked = stored.add(0, 0, "b", BYTES);
        Files.createDirectories(file(taken));
        Files.createSymbolicLink(file(linked), directory.resolve("none"));

        assertThat(copy()).endsWith("2 failed");

        assertThat(file(taken)).isDirectory();
        assertThat(Files.isSymbolicLink(file(linked))).isTrue();
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void aPartThatAnotherCommandWritesIsLeftToIt() throws Exception {
        Output output = stored.add(0, 0, "a", BYTES);
        stored.add(0, 1, "b", BYTES);
        write(part(output), new byte[3]);
        try (var other = FileChannel.open(part(output), StandardOpenOption.WRITE);
                var lock = other.lock()) {
            assertThat(copy()).startsWith("1 file copied").endsWith("1 failed");

            assertThat(lock.isValid()).isTrue();
            assertThat(text.text())
                    .contains("another command is copying to " + part(output))
                    .hasLineCount(1);
            assertThat(part(output)).hasBinaryContent(new byte[3]);
        }
        assertThat(copy()).startsWith("1 file copied");
    }

    @Test
    void anObjectThatIsNotTheWrittenOneIsReported() throws Exception {
        Output shorter = stored.add(0, 0, "a", BYTES);
        Output other = stored.add(0, 1, "a", BYTES);
        stored.add(0, 2, "a", BYTES);
        stored.replace(shorter, new byte[15]);
        stored.replace(other, new byte[16]);
        write(part(other), Arrays.copyOf(BYTES, 3));

        assertThat(copy()).startsWith("1 file copied").endsWith("2 failed");

        assertThat(text.text())
                .contains("it has another length", "it has another SHA-256")
                .contains("run the job again with --again");
        assertThat(files()).containsExactly("0/2/a");
    }

    @Test
    void anUnwritableDirectoryEndsTheCopyWithOneError() throws Exception {
        for (int task = 0; task < 100; task++) {
            stored.add(0, task, "a", BYTES);
        }
        Files.writeString(directory.resolve("0"), "a file in place of the folder");

        assertThatThrownBy(this::copy).isInstanceOf(IOException.class);

        assertThat(text.text()).isEmpty();
        assertThat(files()).containsExactly("0");
    }

    private String copy() throws IOException, InterruptedException {
        var watch = new CopyWatch(text.terminal(), OutputCount.NONE, () -> Instant.EPOCH);
        new OutputDownload(stored, directory, watch, _ -> {}, false).run(stored.all().stream());
        return watch.summary();
    }

    private Path file(Output output) {
        return directory.resolve(
                "%d/%d/%s".formatted(output.round(), output.task(), output.name()));
    }

    private Path part(Output output) {
        return file(output)
                .resolveSibling(output.name() + "." + output.sha256().substring(0, 16) + ".part");
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
