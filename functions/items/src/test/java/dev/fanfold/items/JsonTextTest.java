package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.PermanentFailureException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Tests which values become which JSON.
class JsonTextTest {
    record Point(int x, Optional<String> name, List<Double> weights) {}

    @Test
    void valuesHaveTheirJson() {
        assertThat(JsonText.of(null)).isEqualTo("null");
        assertThat(JsonText.of(true)).isEqualTo("true");
        assertThat(JsonText.of(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(JsonText.of(1.5e300)).isEqualTo("1.5E300");
        assertThat(JsonText.of('c')).isEqualTo("\"c\"");
        assertThat(JsonText.of(TimeUnit.DAYS)).isEqualTo("\"DAYS\"");
        assertThat(JsonText.of(Optional.empty())).isEqualTo("null");
        assertThat(JsonText.of(Arrays.asList(1, null, "a"))).isEqualTo("[1,null,\"a\"]");
        assertThat(JsonText.of(new int[] {1, 2})).isEqualTo("[1,2]");
        assertThat(JsonText.of(new String[0])).isEqualTo("[]");
        assertThat(JsonText.of(Map.of())).isEqualTo("{}");
        assertThat(JsonText.of(Map.of("a", Map.of(1, 2)))).isEqualTo("{\"a\":{\"1\":2}}");
        assertThat(JsonText.of(new Point(1, Optional.of("p"), List.of(0.5))))
                .isEqualTo("{\"x\":1,\"name\":\"p\",\"weights\":[0.5]}");
    }

    @Test
    void otherValuesAreWrittenAsTheirText() {
        assertThat(JsonText.of(URI.create("http://a/b"))).isEqualTo("\"http://a/b\"");
        assertThat(JsonText.of(Path.of("a", "b"))).isEqualTo("\"a/b\"");
        assertThat(JsonText.of(Instant.EPOCH)).isEqualTo("\"1970-01-01T00:00:00Z\"");
    }

    @Test
    void textsAreEscaped() {
        assertThat(JsonText.of("\"\\\n\r\t\b\u001f😀\ud800"))
                .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0008\\u001f😀\\ud800\"");
    }

    @Test
    void numbersThatJsonDoesNotHaveAreRefused() {
        for (Object number : List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN)) {
            assertThatThrownBy(() -> JsonText.of(List.of(number)))
                    .isInstanceOf(PermanentFailureException.class)
                    .hasMessage("JSON has no number " + number);
        }
    }

    @Test
    void aValueThatContainsItselfIsRefused() {
        Object value = 1;
        for (int depth = 0; depth < JsonText.MAX_DEPTH; depth++) {
            value = List.of(value);
        }
        var cycle = new ArrayList<>();
        cycle.add(cycle);

        assertThat(JsonText.of(value)).hasSize(2 * JsonText.MAX_DEPTH + 1);
        Object deeper = List.of(value);
        assertThatThrownBy(() -> JsonText.of(deeper)).hasMessageContaining("deeper than 100");
        assertThatThrownBy(() -> JsonText.of(cycle)).hasMessageContaining("contain itself");
    }
}
