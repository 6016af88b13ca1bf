package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Tests the workload of docs/writing-a-workload.md as that page recommends.
class WordCountTest {
    private static final Path TEMPLATE = Path.of("../../template.yaml");

    @RegisterExtension static final FanfoldExtension FANFOLD = new FanfoldExtension(TEMPLATE);

    private static final String TEXT =
            IntStream.rangeClosed(1, 40)
                    .mapToObj(i -> "line %d of forty,  wörter\r\n".formatted(i))
                    .collect(Collectors.joining());

    @Test
    void wordsAreCounted(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("text.txt"), TEXT);

        for (long slice : new long[] {19, 28, 100_000}) {
            FinishedJob job = FANFOLD.job("words").input(file).slice(slice).run();
            assertThat(job.succeeded()).isEqualTo("{\"words\": 200}");
            assertThat(job.ledger().read()).isEqualTo(40);
        }
    }

    @Test
    void wordsAreRightWhateverHappens() {
        WorkloadTest.of(new WordCount(), TEMPLATE).input(TEXT).slice(100).seeds(1, 100);
    }

    @Test
    void aFileThatIsNotTextIsRejectedWithTheOffset(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("text.txt"), new byte[] {'a', '\n', (byte) 0xff});

        assertThatThrownBy(() -> FANFOLD.run("words", Map.of(), file))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("words is FAILED")
                .hasMessageContaining("the line at byte 2 is not UTF-8");
    }

    @Test
    void theDocumentShowsThisWorkload() throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/dev/fanfold/testing/WordCount.java"));
        String shown = source.substring(source.indexOf("public final class"));

        assertThat(unspaced(Files.readString(Path.of("../../docs/writing-a-workload.md"))))
                .contains(unspaced(shown));
    }

    private static String unspaced(String text) {
        return text.replace("@Override", "").replaceAll("\\s+", "");
    }
}
