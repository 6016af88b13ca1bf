package dev.fanfold.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.SubmittedSettings;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.workload.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `settings.json`: valid contents, and the errors about invalid contents.
class SettingsJsonTest {
    @Test
    void textsNumbersAndBooleansAreSettings() {
        SubmittedSettings given =
                parse(
                        "{\"group-by\":\"a,b\",\"below\":1000,\"share\":1.50,\"big\":1e3,\"header\":true}");

        assertThat(given.settings().values())
                .isEqualTo(
                        Map.of(
                                "group-by",
                                "a,b",
                                "below",
                                "1000",
                                "share",
                                "1.50",
                                "big",
                                "1000",
                                "header",
                                "true"));
        assertThat(given.options()).isEqualTo(JobOptions.DEFAULT);
    }

    @Test
    void halfACharacterIsRefusedWithItsPlace() {
        for (String json :
                new String[] {
                    "{\"a\":\"\\ud800\"}", "{\"\\udc00\":1}", "{\"job\":{\"slice\":\"\\ud800\"}}"
                }) {
            assertThatThrownBy(() -> parse(json))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("settings.json: ")
                    .hasMessageContaining("not valid Unicode");
        }
    }

    @Test
    void howTheJobIsRunStandsUnderJob() {
        SubmittedSettings given =
                parse(
                        "{\"job\":{\"tolerate\":\"1%\",\"reject\":\"5%\",\"pack\":7,\"slice\":\"4KiB\",\"deadline\":\"2h\",\"workers\":9,\"concurrency\":3}}");

        assertThat(given.settings().values()).isEmpty();
        assertThat(given.options())
                .isEqualTo(
                        new JobOptions(
                                new Tolerance("1%"),
                                new Tolerance("5%"),
                                7,
                                4_096,
                                9,
                                Duration.ofHours(2),
                                JobOptions.DEFAULT_ROUNDS,
                                3));
    }

    @Test
    void sizesAndTimesAreWrittenAsPeopleDo() {
        assertThat(options("\"slice\":65536").slice()).isEqualTo(65_536);
        assertThat(options("\"slice\":\"64 MiB\"").slice()).isEqualTo(64L << 20);
        assertThat(options("\"slice\":\"1MB\"").slice()).isEqualTo(1_000_000);
        assertThat(options("\"deadline\":\"PT90S\"").deadline()).isEqualTo(Duration.ofSeconds(90));
        assertThat(options("\"deadline\":\"30m\"").deadline()).isEqualTo(Duration.ofMinutes(30));
        assertThat(options("\"tolerate\":3").tolerate()).isEqualTo(new Tolerance("3"));
        assertThat(options("\"reject\":0").reject()).isEqualTo(new Tolerance("0"));
        assertThat(options("").reject()).isEqualTo(new Tolerance("10%"));
    }

    @Test
    void byteOrderMarksArePassedOver() {
        for (int marks = 1; marks < 4; marks++) {
            assertThat(parse("\uFEFF".repeat(marks) + "{\"a\":\"b\"}").settings().text("a"))
                    .isEqualTo("b");
        }
        refuses("\uFEFF\uFEFF", "settings.json");
        refuses("{}\uFEFF", "settings.json");
    }

    @Test
    void aHostileExponentIsRefused() {
        for (String number :
                new String[] {
                    "1e4294967297",
                    "1e-4294967297",
                    "5E-4294967297",
                    "1e+4294967296",
                    "0.5e18446744073709551617",
                    "-1.e1000000000",
                    "1e0001000000000",
                    "1e99999999999"
                }) {
            refuses("{\"skip\":" + number + "}", "settings.json", number, "more than 9 digits");
            refuses("{\"job\":{\"reject\":[1,{\"a\":" + number + "}]}}", number, "9 digits");
        }
        refuses("{\"skip\":1e999999999}", "\"skip\"", "at most 1000 digits");
        refuses("{\"skip\":1e-999999999}", "\"skip\"", "at most 1000 digits");
        assertThat(parse("{\"skip\":1e0000000002}").settings().text("skip")).isEqualTo("100");
        assertThat(parse("{\"1e4294967297\":\"\\\"1e4294967297\"}").settings().values())
                .isEqualTo(Map.of("1e4294967297", "\"1e4294967297"));
    }

    @Test
    void whatIsWrongIsNamedWithItsRemedy() {
        refuses("{\"group-by\":[\"a\",\"b\"]}", "group-by", "[a, b]", "commas");
        refuses("{\"a\":null}", "\"a\"", "null", "give a text");
        refuses("{\"a\":{}}", "\"a\"", "give a text");
        refuses("{\"job\":7}", "job", "7", "tolerate");
        refuses("{\"job\":{\"slice\":\"many\"}}", "slice", "many", "4KiB");
        refuses("{\"job\":{\"slice\":0}}", "slice", "0", "at least 1");
        refuses("{\"job\":{\"pack\":0}}", "pack is 1 to 1000", "not 0");
        refuses("{\"job\":{\"pack\":1.5}}", "pack", "1.5", "whole number");
        refuses("{\"job\":{\"deadline\":\"soon\"}}", "deadline", "soon", "2h");
        refuses("{\"job\":{\"tolerance\":1}}", "tolerance", "tolerate, reject, pack, slice");
        refuses("{\"job\":{\"concurrency\":0}}", "concurrency is 1 to 1000 tasks, not 0");
        refuses("{\"job\":{\"workers\":0}}", "workers is 1 to 10000, not 0");
        refuses("{\"job\":{\"tolerate\":\"all\"}}", "tolerate: ", "\"all\"", "0.5%");
        refuses("{\"job\":{\"reject\":\"101%\"}}", "reject: ", "\"101%\"", "0.5%");
        refuses("{\"job\":{\"reject\":-1}}", "reject: ", "\"-1\"", "0.5%");
        refuses("group-by = carrier", "settings.json", "not JSON", "group-by");
        refuses("[]", "not a JSON object");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThatThrownBy(() -> SettingsJson.parse(new byte[] {'{', (byte) 0xff, '}'}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("UTF-8");
    }

    private static void refuses(String json, String... parts) {
        assertThatThrownBy(() -> parse(json))
                .as(json)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(parts);
    }

    private static JobOptions options(String job) {
        return parse("{\"job\":{" + job + "}}").options();
    }

    private static SubmittedSettings parse(String json) {
        return SettingsJson.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
