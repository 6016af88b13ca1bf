package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Records.Rejection;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Workload;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests the answers of `tabulate` for small files.
class TabulateTest {
    private static final String CITIES =
            "city,temp,wind\nOslo,1.50,3\nRome,21,\nOslo,-2.5,NA\nOslo,x,4\n";

    private static String answer(String text, String groups, String measures) {
        return new Job(text, 7, Map.of("group-by", groups, "measure", measures)).json();
    }

    @Test
    void tabulateIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Workload.class)).anyMatch(Tabulate.class::isInstance);
    }

    @Test
    void aGroupHasItsCountAndItsMeasures() {
        assertThat(answer(CITIES, "city", "temp"))
                .isEqualTo(
                        """
                        {"groups":[{"key":{"city":"Oslo"},"count":3,"measures":{"temp":{"count":2,"missing":0,"sum":-1,\
                        "min":-2.5,"max":1.5,"mean":-0.5,"p50":-2.5,"p95":1.5,"p99":1.5,"distinct":2}}},\
                        {"key":{"city":"Rome"},"count":1,"measures":{"temp":{"count":1,"missing":0,"sum":21,\
                        "min":21,"max":21,"mean":21,"p50":21,"p95":21,"p99":21,"distinct":1}}}]}\
                        """);
    }

    @Test
    void withoutColumnsToGroupByThereIsOneGroup() {
        assertThat(answer(CITIES, "", ""))
                .isEqualTo("{\"groups\":[{\"key\":{},\"count\":4,\"measures\":{}}]}");
        assertThat(answer("a,b\n", "", "b"))
                .isEqualTo(
                        """
                        {"groups":[{"key":{},"count":0,"measures":{"b":{"count":0,"missing":0,"sum":0,"min":null,\
                        "max":null,"mean":null,"p50":null,"p95":null,"p99":null,"distinct":null}}}]}\
                        """);
        assertThat(answer("a,b\n", "a", "b")).isEqualTo("{\"groups\":[]}");
    }

    @Test
    void groupsOfSeveralColumnsAreSortedColumnByColumn() {
        String text = "a,b\nx,z\nx,\nx y,a\n,q\nxa,1\n";

        assertThat(
                        new Job(text, 1 << 20, Map.of("group-by", "a,b"))
                                .total().groups().stream()
                                        .map(group -> Key.texts(group.key(), 2).toString()))
                .containsExactly("[, q]", "[x, ]", "[x, z]", "[x y, a]", "[xa, 1]");
    }

    @Test
    void aFileWithoutAHeaderHasNumberedColumns() {
        var job =
                new Job(
                        "a;1\nb;2\n",
                        3,
                        Map.of("header", "false", "group-by", "c1", "measure", "c2"));

        assertThat(job.plan.facts())
                .containsEntry("separator", ";")
                .containsEntry(Layout.SEPARATOR_FROM, "detected")
                .hasEntrySatisfying(Plan.NOTE, note -> assertThat(note).contains("\";\"", "--set"));
        assertThat(job.total().groups()).hasSize(2);
    }

    @Test
    void theSeparatorComesFromTheSettingTheExtensionOrTheFile() {
        byte[] bytes = "a|b;c\n1|2;3\n".getBytes(StandardCharsets.UTF_8);

        assertThat(new Job("x.psv", bytes, 9, Map.of()).plan.facts())
                .containsEntry(Layout.SEPARATOR_FROM, "extension")
                .doesNotContainKey(Plan.NOTE);
        assertThat(new Job("x.psv", bytes, 9, Map.of("separator", ";")).plan.facts())
                .containsEntry("separator", ";")
                .containsEntry(Layout.SEPARATOR_FROM, "set");
        assertThat(
                        new Job(
                                        "x.txt",
                                        "a\tb\n1,5\t2\n".getBytes(StandardCharsets.UTF_8),
                                        9,
                                        Map.of())
                                .plan.facts())
                .containsEntry("separator", "tab");
    }

    @Test
    void aNumberMayMeanAMissingValue() {
        String text = "v\n1\n-999\n3\n-999.0\n";
        var job = new Job(text, 4, Map.of("measure", "v", "missing", "-999"));

        assertThat(job.json()).contains("\"count\":3,\"missing\":1,\"sum\":-995");
    }

    @Test
    void aRecordWithSeveralErrorsIsRejectedOnce() {
        var text = new StringBuilder("k,v,w\n");
        for (int i = 0; i < 300; i++) {
            text.append("a,x,y\na,1,\na,1\nb,z,2\n");
        }
        var job = new Job(text.toString(), 1 << 20, Map.of("measure", "v,w"));

        Records records = job.work(0).records();

        assertThat(records.read()).isEqualTo(1_200);
        assertThat(records.rejected()).isEqualTo(900);
        assertThat(records.first())
                .extracting(Rejection::offset)
                .containsExactly(6L, 6L, 17L, 21L, 27L);
    }

    @Test
    void aMultilineFileIsOneSlice() {
        var job =
                new Job(
                        "k,v\n\"a\nb\",1\n\"a\nb\",2\n",
                        3,
                        Map.of("multiline", "true", "group-by", "k", "measure", "v"));

        assertThat(job.plan.tasks()).isEqualTo(1);
        assertThat(job.json()).contains("{\"k\":\"a\\u000ab\"},\"count\":2", "\"sum\":3");
    }

    @Test
    void theSumOfTheSmallestAndLargestNumbersIsExact() {
        String low = "1".repeat(Decimals.MAX_DIGITS) + "e-363";
        String high = "9".repeat(Decimals.MAX_DIGITS) + "e237";
        BigDecimal sum =
                Stream.of("1e300", low, high, high)
                        .map(BigDecimal::new)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        String text = String.join("\n", "v", "1e300", low, high, "1e301", high, "");
        var job = new Job(text, 6, Map.of("measure", "v"));

        assertThat(job.json()).contains("\"sum\":" + sum.toPlainString() + ",");
        assertThat(sum.precision()).isEqualTo(302 + 363);
        assertThat(job.workAll().stream().mapToLong(result -> result.records().rejected()).sum())
                .isEqualTo(1);
    }

    @Test
    void aNumberWithAHugeExponentIsRejectedQuickly() {
        var job =
                new Job(
                        "g,n\na,1\na,100e2147483647\na,2\n",
                        1 << 20,
                        Map.of("group-by", "g", "measure", "n"));

        TaskResult<Tabulation> result = job.work(0);
        assertThat(result.records().read()).isEqualTo(3);
        assertThat(result.records().rejected()).isEqualTo(1);
        assertThat(result.records().first().getFirst().reason())
                .isEqualTo("n: \"100e2147483647\" is beyond 10^300 or 10^-300");
        assertThat(job.json()).contains("\"count\":3", "\"sum\":3,");
    }
}
