package dev.fanfold.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// CloudWatch's embedded metric format, as in the schema of its specification. CloudWatch silently
/// ignores the metrics of a line that violates it.
final class Emf {
    private static final Set<String> UNITS =
            Set.of("Count", "Milliseconds", "None", "Seconds", "Microseconds", "Bytes", "Percent");
    private static final int MAX_BYTES = 256 * 1024;

    private Emf() {}

    /// The line's metrics.
    static Map<String, BigDecimal> metrics(String line) {
        assertThat(line).endsWith("\n").hasSizeLessThan(MAX_BYTES);
        assertThat(line.strip()).doesNotContain("\n", "\r");
        Fields root = Json.read("line", line.strip());
        Fields aws = root.object("_aws");
        assertThat(aws.names()).isEqualTo(Set.of("Timestamp", "CloudWatchMetrics"));
        assertThat(aws.number("Timestamp")).isPositive();
        assertThat(aws.objects("CloudWatchMetrics")).isNotEmpty();
        var metrics = new TreeMap<String, BigDecimal>();
        aws.objects("CloudWatchMetrics").forEach(directive -> read(directive, root, metrics));
        return metrics;
    }

    private static void read(Fields directive, Fields root, Map<String, BigDecimal> metrics) {
        assertThat(directive.names()).isEqualTo(Set.of("Namespace", "Dimensions", "Metrics"));
        assertThat(directive.text("Namespace")).hasSizeBetween(1, 1024).doesNotStartWith("AWS/");
        assertThat(directive.list("Dimensions"))
                .isNotEmpty()
                .allSatisfy(set -> assertThat(set).asInstanceOf(LIST).hasSizeBetween(1, 30));
        for (Object set : directive.list("Dimensions")) {
            ((Iterable<?>) Objects.requireNonNull(set))
                    .forEach(dimension -> checkDimension(String.valueOf(dimension), root));
        }
        assertThat(directive.objects("Metrics")).hasSizeBetween(1, 100);
        for (Fields metric : directive.objects("Metrics")) {
            assertThat(metric.names()).isEqualTo(Set.of("Name", "Unit"));
            String name = metric.text("Name");
            assertThat(name).hasSizeBetween(1, 1024);
            assertThat(UNITS).contains(metric.text("Unit"));
            assertThat(root.raw(name)).as(name).isInstanceOf(BigDecimal.class);
            BigDecimal value = (BigDecimal) Objects.requireNonNull(root.raw(name));
            assertThat(metrics.put(name, value)).as("defined before: " + name).isNull();
        }
    }

    private static void checkDimension(String dimension, Fields root) {
        assertThat(dimension).hasSizeBetween(1, 250);
        assertThat(root.text(dimension)).hasSizeBetween(1, 1024).isASCII();
    }
}
