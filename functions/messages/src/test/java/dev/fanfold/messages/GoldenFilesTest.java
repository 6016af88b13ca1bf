package dev.fanfold.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.port.WorkMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Older versions of the code wrote these files, as they wrote messages that are still in flight.
/// Each file is read as the expected value, and values are written exactly as the files of the
/// newest version. A file is never edited; a new version gets its own directory.
class GoldenFilesTest {
    @TestFactory
    List<DynamicTest> whatWasWrittenIsReadAndWrittenTheSame() {
        return List.of(
                text("work-tasks", Samples.TASKS, WorkMessageJson::write, WorkMessageJson::read),
                text("work-finish", Samples.FINISH, WorkMessageJson::write, WorkMessageJson::read),
                text("plan-bytes", Samples.BYTES, PlanJson::write, PlanJson::read),
                text("plan-numbers", Samples.NUMBERS, PlanJson::write, PlanJson::read),
                text("plan-items", Samples.ITEMS, PlanJson::write, PlanJson::read),
                text(
                        Version.OLDEST,
                        "job-accepted",
                        Samples.ACCEPTED,
                        Samples::ofVersion1,
                        JobJson::write,
                        row -> JobJson.read(row, null, null)),
                text(
                        Version.OLDEST,
                        "job-failed",
                        Samples.FAILED,
                        Samples::ofVersion1,
                        JobJson::write,
                        row -> JobJson.read(row, Samples.BYTES, null)),
                text(
                        Version.OLDEST,
                        "job-answered",
                        Samples.ANSWERED,
                        Samples::ofVersion1,
                        JobJson::write,
                        row -> JobJson.read(row, Samples.BYTES, null)),
                packed("report", Samples.REPORT, ReportJson::write, ReportJson::read),
                packed(
                        "accumulator-empty",
                        Samples.EMPTY,
                        AccumulatorJson::write,
                        AccumulatorJson::read),
                packed(
                        "accumulator-sealed",
                        Samples.SEALED,
                        AccumulatorJson::write,
                        AccumulatorJson::read),
                packed(
                        2,
                        "accumulator-rejected",
                        Samples.REJECTED,
                        AccumulatorJson::write,
                        AccumulatorJson::read));
    }

    @TestFactory
    List<DynamicTest> tracesAreReadAndWrittenTheSameSinceVersionTwo() {
        return List.of(
                text(
                        2,
                        "job-plan-threw",
                        Samples.PLAN_THREW,
                        UnaryOperator.identity(),
                        JobJson::write,
                        row -> JobJson.read(row, null, null)),
                packed(
                        2,
                        "report-traces",
                        Samples.REPORT_TRACES,
                        ReportJson::write,
                        ReportJson::read),
                packed(
                        2,
                        "report-spilled-traces",
                        Samples.REPORT_SPILLED,
                        ReportJson::write,
                        ReportJson::read),
                packed(
                        2,
                        "accumulator-traces",
                        Samples.TRACES,
                        AccumulatorJson::write,
                        AccumulatorJson::read));
    }

    @TestFactory
    List<DynamicTest> versionsOfWorkloadsAreReadAndWrittenTheSameSinceVersionThree() {
        return List.of(
                packed(
                        3,
                        "report-versions",
                        Samples.REPORT_VERSIONS,
                        ReportJson::write,
                        ReportJson::read),
                packed(
                        3,
                        "accumulator-versions",
                        Samples.VERSIONS,
                        AccumulatorJson::write,
                        AccumulatorJson::read));
    }

    @TestFactory
    List<DynamicTest> roundsAreReadAndWrittenTheSameSinceVersionFour() {
        return List.of(
                sinceFour(
                        "work-tasks-in-round",
                        Samples.TASKS_IN_ROUND,
                        WorkMessageJson::write,
                        WorkMessageJson::read),
                sinceFour(
                        "work-finish-in-round",
                        Samples.FINISH_IN_ROUND,
                        WorkMessageJson::write,
                        WorkMessageJson::read),
                sinceFour(
                        "job-in-round",
                        Samples.IN_ROUND,
                        JobJson::write,
                        row -> JobJson.read(row, null, null)),
                sinceFour(
                        "job-in-round-spilled",
                        Samples.IN_ROUND_SPILLED,
                        JobJson::write,
                        row -> JobJson.read(row, null, null)),
                sinceFour(
                        "dispatch-waiting-in-round",
                        new Arrival.Waiting(Samples.JOB, 2),
                        waiting -> ArrivalJson.write(waiting.job(), waiting.round()),
                        text -> (Arrival.Waiting) ArrivalJson.read(text)),
                packed(
                        4,
                        "report-in-round",
                        Samples.REPORT_IN_ROUND,
                        ReportJson::write,
                        ReportJson::read),
                packed(
                        4,
                        "accumulator-in-round",
                        Samples.ACCUMULATOR_IN_ROUND,
                        AccumulatorJson::write,
                        AccumulatorJson::read));
    }

    @TestFactory
    List<DynamicTest> chainsAreReadAndWrittenTheSameSinceVersionFour() {
        return List.of(
                sinceFour(
                        "work-tasks-in-chain",
                        (WorkMessage) Samples.TASKS_IN_CHAIN,
                        WorkMessageJson::write,
                        WorkMessageJson::read),
                packed(4, "report-next", Samples.REPORT_NEXT, ReportJson::write, ReportJson::read),
                sinceFour(
                        "job-window",
                        Samples.WINDOW,
                        JobJson::write,
                        row -> JobJson.read(row, null, null)));
    }

    @TestFactory
    List<DynamicTest> outputsAreReadAndWrittenTheSameSinceVersionFour() {
        return List.of(
                packed(
                        4,
                        "report-outputs",
                        Samples.REPORT_OUTPUTS,
                        ReportJson::write,
                        ReportJson::read),
                packed(
                        4,
                        "accumulator-outputs",
                        Samples.ACCUMULATOR_OUTPUTS,
                        AccumulatorJson::write,
                        AccumulatorJson::read),
                sinceFour(
                        "job-in-round-outputs",
                        Samples.IN_ROUND_OUTPUTS,
                        JobJson::write,
                        row -> JobJson.read(row, null, null)),
                sinceFour(
                        "manifest",
                        Samples.OUTPUTS,
                        outputs -> new String(ManifestJson.write(outputs), StandardCharsets.UTF_8),
                        json -> ManifestJson.read(json.getBytes(StandardCharsets.UTF_8), 2)));
    }

    private static <T> DynamicTest sinceFour(
            String name, T sample, Function<T, String> writer, Function<String, T> reader) {
        return text(4, name, sample, UnaryOperator.identity(), writer, reader);
    }

    @Test
    void aJobThatWaitsIsReadAndWrittenTheSame() {
        for (int version = Version.OLDEST; version <= Version.NEWEST; version++) {
            assertThat(ArrivalJson.read(file(version, "dispatch-waiting.json")))
                    .isEqualTo(new Arrival.Waiting(Samples.JOB, 0));
        }
        assertThat(ArrivalJson.write(Samples.JOB, 0)).isEqualTo(file("dispatch-waiting.json"));
    }

    @Test
    void anAnswerStoredBesideItsRowComesBackWithIt() {
        var answer = new Payload.Inline("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(JobJson.read(file("job-accepted.json"), null, answer).result())
                .isEqualTo(answer);
    }

    private static <T> DynamicTest text(
            String name, T sample, Function<T, String> writer, Function<String, T> reader) {
        return text(Version.OLDEST, name, sample, UnaryOperator.identity(), writer, reader);
    }

    private static <T> DynamicTest text(
            int since,
            String name,
            T sample,
            UnaryOperator<T> ofVersion1,
            Function<T, String> writer,
            Function<String, T> reader) {
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    for (int version = since; version <= Version.NEWEST; version++) {
                        assertThat(reader.apply(file(version, name + ".json")))
                                .as("version %d", version)
                                .isEqualTo(version == 1 ? ofVersion1.apply(sample) : sample);
                    }
                    assertThat(writer.apply(sample)).isEqualTo(file(name + ".json"));
                });
    }

    private static <T> DynamicTest packed(
            String name, T sample, Function<T, PackedJson> writer, Function<PackedJson, T> reader) {
        return packed(Version.OLDEST, name, sample, writer, reader);
    }

    private static <T> DynamicTest packed(
            int since,
            String name,
            T sample,
            Function<T, PackedJson> writer,
            Function<PackedJson, T> reader) {
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    for (int version = since; version <= Version.NEWEST; version++) {
                        assertThat(reader.apply(packed(version, name)))
                                .as("version %d", version)
                                .isEqualTo(sample);
                    }
                    assertThat(writer.apply(sample)).isEqualTo(packed(Version.NEWEST, name));
                });
    }

    private static PackedJson packed(int version, String name) {
        return new PackedJson(
                file(version, name + ".json"),
                Base64.getDecoder().decode(file(version, name + ".b64")));
    }

    /// A file of the newest version.
    static String file(String name) {
        return file(Version.NEWEST, name);
    }

    private static String file(int version, String name) {
        String path = "/v" + version + "/" + name;
        try (InputStream in =
                Objects.requireNonNull(GoldenFilesTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }
}
