package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The workload with outputs that docs/writing-a-workload.md shows sorts as sort(1) does.
@Timeout(180)
class SortTest {
    private static final Path TEMPLATE = Path.of("../../template.yaml");

    @RegisterExtension static final FanfoldExtension FANFOLD = new FanfoldExtension(TEMPLATE);

    @Test
    void itSortsAsThePlainProgramDoes(@TempDir Path folder) throws Exception {
        for (byte[] text : List.of(new byte[0], bytes("b\n\na"), random(1, 20_000))) {
            Path file = Files.write(folder.resolve("text.txt"), text);

            FinishedJob job = FANFOLD.job("sort").input(file).slice(30_000).run();

            byte[] sorted = sorted(file);
            Fields answer = Json.read("answer", job.succeeded());
            assertThat(answer.number("lines")).isEqualTo(count(sorted));
            int at = 0;
            for (Fields part : answer.objects("parts")) {
                int end = at + (int) part.number("bytes");
                assertThat(part.text("sha256"))
                        .isEqualTo(hash(Arrays.copyOfRange(sorted, at, end)));
                at = end;
            }
            assertThat(at).isEqualTo(sorted.length);
        }
    }

    @Test
    void itSortsWhateverHappens() {
        WorkloadTest.of(new Sort(), TEMPLATE).input(random(2, 60)).slice(200).seeds(1, 200);
    }

    @Test
    void itKeepsTheLaws() {
        WorkloadLaws.of(new Sort()).input("b\nc\n\na\nb\nzz").seeds(1, 1).check();
    }

    // Duplicates, empty lines, any bytes but LF and CR, and no line end at the end.
    private static byte[] random(long seed, int lines) {
        var random = new Random(seed);
        var text = new ByteArrayOutputStream();
        for (int line = 0; line < lines; line++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            for (byte one : bytes) {
                text.write(one == '\n' || one == '\r' ? 'x' : one);
            }
            text.write('\n');
        }
        text.write('z');
        return text.toByteArray();
    }

    private static byte[] sorted(Path file) throws IOException, InterruptedException {
        var sort = new ProcessBuilder("sort", file.toString());
        sort.environment().put("LC_ALL", "C");
        Process process = sort.start();
        byte[] sorted = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return sorted;
    }

    private static long count(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(one -> one == '\n')
                .count();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
