package dev.fanfold.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Unreadable messages are rejected by name, never guessed.
class RefusalTest {
    private static final Map<String, Consumer<String>> READERS =
            Map.of(
                    "work-tasks", WorkMessageJson::read,
                    "work-finish", WorkMessageJson::read,
                    "dispatch-waiting", ArrivalJson::read,
                    "plan-bytes", PlanJson::read,
                    "plan-numbers", PlanJson::read,
                    "plan-items", PlanJson::read,
                    "job-failed", row -> JobJson.read(row, null, null),
                    "report", json -> ReportJson.read(new PackedJson(json, bytes("report"))),
                    "accumulator-sealed",
                            json ->
                                    AccumulatorJson.read(
                                            new PackedJson(json, bytes("accumulator-sealed"))));

    // Optional members: a job's row may lack an input or an error, and an open accumulator lacks a
    // seal.
    private static final Set<String> OPTIONAL = Set.of("input", "error", "seal", "doneTasks");

    @TestFactory
    List<DynamicTest> aFieldThatIsMissingIsNamed() {
        return READERS.entrySet().stream()
                .flatMap(reader ->
                        members(reader.getKey()).keySet().stream()
                                .filter(field -> !OPTIONAL.contains(field))
                                .map(field ->
                                        DynamicTest.dynamicTest(
                                                reader.getKey() + " without " + field,
                                                () ->
                                                        refusesWithout(
                                                                reader.getKey(),
                                                                field,
                                                                reader.getValue()))))
                .toList();
    }

    @TestFactory
    List<DynamicTest> aVersionThatIsNotKnownIsNamed() {
        return READERS.entrySet().stream()
                .map(reader ->
                        DynamicTest.dynamicTest(
                                reader.getKey(),
                                () -> refusesVersions(reader.getKey(), reader.getValue())))
                .toList();
    }

    private static void refusesVersions(String name, Consumer<String> reader) {
        for (int version : List.of(0, Version.NEWEST + 1, 77)) {
            var members = members(name);
            members.put("v", version);
            assertThatThrownBy(() -> reader.accept(Json.write(members)))
                    .isInstanceOf(UnreadableMessageException.class)
                    .hasMessageContaining("version " + version)
                    .hasMessageContaining("1 to " + Version.NEWEST);
        }
    }

    @Test
    void bytesThatAreMissingAreCounted() {
        assertThatThrownBy(() ->
                        ReportJson.read(
                                new PackedJson(GoldenFilesTest.file("report.json"), new byte[6])))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("1 bytes are missing");
    }

    @Test
    void whatIsNoJsonObjectIsRefused() {
        for (String text :
                List.of(
                        "",
                        "[]",
                        "7",
                        "null",
                        "{",
                        "{\"a\":1} x",
                        "{\"a\":1}{}",
                        "{\"a\":1,\"a\":2}",
                        "[{}".repeat(40),
                        "{\"v\":1} ,{}",
                        "{}]",
                        "{}] x",
                        "{}],[{}",
                        "{},\"\uE000\"] x",
                        "{},\"\\ue000\"] x",
                        "{},\"\\uE000\"] x",
                        "{},\"\uE001\"] \\uE000")) {
            assertThatThrownBy(() -> Json.read("a message", text))
                    .as(text)
                    .isInstanceOf(UnreadableMessageException.class)
                    .hasMessageContaining("a message");
        }
    }

    @Test
    void aNumberThatMayBeInexactIsNotWritten() {
        assertThat(Json.text(List.of(1L << 53, -7, new BigDecimal("0.1"))))
                .isEqualTo("[9007199254740992,-7,0.1]");
        for (Number other :
                List.of(0.1, 1e300, Double.NaN, 0.1f, BigInteger.ONE, new AtomicLong(1))) {
            assertThatThrownBy(() -> Json.write(Map.of("number", other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(other.getClass().getName());
        }
    }

    @Test
    void aTaskRangeThatRunsBackIsRefused() {
        var members = members("work-tasks");
        members.put("to", 20);

        assertThatThrownBy(() -> WorkMessageJson.read(Json.write(members)))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("20");
    }

    @Test
    void aBitmapThatIsNoneIsRefused() {
        assertThatThrownBy(() ->
                        AccumulatorJson.read(
                                new PackedJson(
                                        GoldenFilesTest.file("accumulator-sealed.json"),
                                        new byte[15])))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("not a set of tasks");
    }

    @Test
    void moreRejectedRecordsThanThereWereAreRefused() {
        String json = GoldenFilesTest.file("accumulator-sealed.json");
        String more = json.replace("\"rejected\":1,", "\"rejected\":27005,");
        assertThat(more).isNotEqualTo(json);

        assertThatThrownBy(() ->
                        AccumulatorJson.read(new PackedJson(more, bytes("accumulator-sealed"))))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("27005 of 27004 records rejected");
    }

    private static byte[] bytes(String name) {
        return Base64.getDecoder().decode(GoldenFilesTest.file(name + ".b64"));
    }

    private static void refusesWithout(String name, String field, Consumer<String> reader) {
        var members = members(name);
        assertThat(members.remove(field)).isNotNull();

        assertThatThrownBy(() -> reader.accept(Json.write(members)))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("\"" + field + "\"");
    }

    private static Map<String, Object> members(String name) {
        Fields fields = Json.read(name, GoldenFilesTest.file(name + ".json"));
        var members = new LinkedHashMap<String, Object>();
        fields.names()
                .forEach(field ->
                        members.put(field, java.util.Objects.requireNonNull(fields.raw(field))));
        return members;
    }
}
