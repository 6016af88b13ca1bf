package dev.fanfold.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.outcome.Payload;
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

/// What is in flight was written by code that is gone: these files are what it wrote. They are read
/// as what they mean, and the newest version's are written just the same. A file is never edited; a
/// new version gets a folder of its own.
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
                        "job-accepted",
                        Samples.ACCEPTED,
                        Samples::ofVersion1,
                        JobJson::write,
                        row -> JobJson.read(row, null, null)),
                text(
                        "job-failed",
                        Samples.FAILED,
                        Samples::ofVersion1,
                        JobJson::write,
                        row -> JobJson.read(row, Samples.BYTES, null)),
                text(
                        "job-answered",
                        Samples.ANSWERED,
                        Samples::ofVersion1,
                        JobJson::write,
                        row -> JobJson.read(row, Samples.BYTES, null)),
                packed("report", 1, Samples.REPORT, ReportJson::write, ReportJson::read),
                packed(
                        "accumulator-empty",
                        1,
                        Samples.EMPTY,
                        AccumulatorJson::write,
                        AccumulatorJson::read),
                packed(
                        "accumulator-sealed",
                        1,
                        Samples.SEALED,
                        AccumulatorJson::write,
                        AccumulatorJson::read),
                packed(
                        "accumulator-rejected",
                        2,
                        Samples.REJECTED,
                        AccumulatorJson::write,
                        AccumulatorJson::read));
    }

    @Test
    void aJobThatWaitsIsReadAndWrittenTheSame() {
        for (int version = Version.OLDEST; version <= Version.NEWEST; version++) {
            assertThat(ArrivalJson.read(file(version, "dispatch-waiting.json")))
                    .isEqualTo(new Arrival.Waiting(Samples.JOB));
        }
        assertThat(ArrivalJson.write(Samples.JOB)).isEqualTo(file("dispatch-waiting.json"));
    }

    @Test
    void anAnswerStoredBesideItsRowComesBackWithIt() {
        var answer = new Payload.Inline("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(JobJson.read(file("job-accepted.json"), null, answer).result())
                .isEqualTo(answer);
    }

    private static <T> DynamicTest text(
            String name, T sample, Function<T, String> writer, Function<String, T> reader) {
        return text(name, sample, UnaryOperator.identity(), writer, reader);
    }

    private static <T> DynamicTest text(
            String name,
            T sample,
            UnaryOperator<T> ofVersion1,
            Function<T, String> writer,
            Function<String, T> reader) {
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    for (int version = Version.OLDEST; version <= Version.NEWEST; version++) {
                        assertThat(reader.apply(file(version, name + ".json")))
                                .as("version %d", version)
                                .isEqualTo(version == 1 ? ofVersion1.apply(sample) : sample);
                    }
                    assertThat(writer.apply(sample)).isEqualTo(file(name + ".json"));
                });
    }

    private static <T> DynamicTest packed(
            String name,
            int since,
            T sample,
            Function<T, Packed> writer,
            Function<Packed, T> reader) {
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

    private static Packed packed(int version, String name) {
        return new Packed(
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
