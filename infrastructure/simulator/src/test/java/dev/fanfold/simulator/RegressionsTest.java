package dev.fanfold.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Scenarios that once broke a promise.
class RegressionsTest {
    @Test
    void fixedDefectsStayFixed() throws IOException {
        Proof proof = Proof.of(Application.of(Path.of("../../template.yaml")));

        for (String line : lines()) {
            assertThat(proof.run(Scenario.parse(line), false).violation()).as(line).isEmpty();
        }
    }

    @Test
    void aScenarioIsReadAsItWasWritten() {
        Scenario scenario = Scenario.of(7).atMost(12);

        assertThat(Scenario.parse(scenario.text())).isEqualTo(scenario);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = RegressionsTest.class.getResourceAsStream("regressions.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(String::strip)
                    .toList();
        }
    }
}
