package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests that the README's example is the workload that this module compiles and runs.
class ReadmeTest {
    private static final Path README = Path.of("../../README.md");
    private static final int MAX_COLUMNS = 90;

    @Test
    void theSampleIsTheCompiledPrimes() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/fanfold/testing/Primes.java"));

        assertThat(example())
                .isEqualTo(
                        source.substring(source.indexOf("public final class Primes"))
                                .replace("    @Override\n", "")
                                .lines()
                                .toList());
    }

    @Test
    void theSampleFitsOnAPage() throws IOException {
        assertThat(example()).isNotEmpty().allMatch(line -> line.length() < MAX_COLUMNS);
    }

    private static List<String> example() throws IOException {
        String text = Files.readString(README);
        int start = text.indexOf("```java\n") + "```java\n".length();
        return text.substring(start, text.indexOf("```", start)).lines().toList();
    }
}
