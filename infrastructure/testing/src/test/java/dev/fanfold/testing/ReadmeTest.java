package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The README's sample is the workload that is compiled and run in this module.
class ReadmeTest {
    private static final Path README = Path.of("../../README.md");
    private static final int MAX_COLUMNS = 90;

    @Test
    void theSampleIsTheCompiledPrimes() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/fanfold/testing/Primes.java"));

        assertThat(sample())
                .isEqualTo(
                        source.substring(source.indexOf("public final class Primes"))
                                .replace("    @Override\n", "")
                                .lines()
                                .toList());
    }

    @Test
    void theSampleFitsOnAPage() throws IOException {
        assertThat(sample()).isNotEmpty().allMatch(line -> line.length() < MAX_COLUMNS);
    }

    private static List<String> sample() throws IOException {
        String text = Files.readString(README);
        int start = text.indexOf("```java\n") + "```java\n".length();
        return text.substring(start, text.indexOf("```", start)).lines().toList();
    }
}
