package dev.fanfold.cli.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How users test a workload of theirs: the whole line, in seconds.
class PrimesTest {
    @RegisterExtension
    static final FanfoldExtension FANFOLD = new FanfoldExtension(Path.of("../../template.yaml"));

    @Test
    void primesAreCounted() throws InterruptedException {
        assertThat(FANFOLD.run("primes", Map.of("below", "20000"))).isEqualTo("{\"primes\":2262}");
    }
}
