package dev.fanfold.engine.outcome;

import static dev.fanfold.engine.outcome.TraceTest.ODD;
import static dev.fanfold.engine.outcome.TraceTest.isWellFormed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Stored texts of failures: bounded, and valid in UTF-8.
class KeptTextTest {
    @Test
    void tracesComeBackFromTheirBytes() {
        List<String> texts = List.of("", "7\n7", "ü😀\n\tat x", "x".repeat(4_096));

        assertThat(Traces.fromBytes(Traces.toBytes(texts))).isEqualTo(texts);
        assertThat(Traces.fromBytes(new byte[0])).isEmpty();
        for (String broken : List.of("x", "5\nabc\n", "-1\n", "9999999\n", "3\nabc")) {
            assertThatThrownBy(() -> Traces.fromBytes(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aReasonIsCutBetweenCharactersAndIsWellFormed() {
        String reason = new Reason(Reason.Kind.INPUT, "x" + "😀".repeat(400)).text();

        assertThat(reason).hasSizeLessThanOrEqualTo(Reason.MAX_TEXT).endsWith("😀…");
        assertThat(isWellFormed(new Reason(Reason.Kind.INPUT, ODD).text())).isTrue();
    }
}
