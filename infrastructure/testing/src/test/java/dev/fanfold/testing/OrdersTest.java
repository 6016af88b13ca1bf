package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.workload.Outputs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The item workload over rows that docs/writing-a-workload.md shows, on the local cloud.
///
/// Of each ten rows, one has a field too many, one has text after a closing quote, one has no
/// number, and one orders nothing.
@Timeout(180)
class OrdersTest {
    private static final int ROWS = 200;
    private static final String HEADER = "pieces,\"customer\",cents";

    @RegisterExtension
    static final FanfoldExtension FANFOLD = new FanfoldExtension(Path.of("../../template.yaml"));

    private static String row(int number) {
        String right = "%d,\"Smith, %d\",%d".formatted(1 + number % 7, number, number);
        return switch (number % 10) {
            case 2 -> right + ",";
            case 4 -> "\"2\"x,Smith,3";
            case 6 -> "some,Smith,3";
            case 8 -> "0,Smith,3";
            default -> right;
        };
    }

    @Test
    void theFailedRowsAreAnInputThatCanBeCorrected(@TempDir Path folder) throws Exception {
        var rows = new ArrayList<String>(List.of(HEADER));
        for (int number = 0; number < ROWS; number++) {
            rows.add(row(number));
        }
        Path input = Files.write(folder.resolve("orders.csv"), rows);

        FinishedJob job = FANFOLD.job("orders").input(input).slice(7).reject("50%").run();

        assertThat(Json.read("answer", job.succeeded()).number("failed")).isEqualTo(ROWS * 4 / 10);
        assertThat(job.ledger().read()).isEqualTo(ROWS);
        assertThat(job.ledger().rejected()).isEqualTo(ROWS * 4 / 10);
        List<String> results = output(job, "results.jsonl");
        assertThat(results).hasSize(ROWS);
        for (int number = 0; number < ROWS; number++) {
            check(number, Json.read("result", results.get(number)));
        }
        List<String> failures = output(job, "failures.csv");
        assertThat(failures).first().isEqualTo(HEADER);
        assertThat(failures.subList(1, failures.size()))
                .isEqualTo(
                        rows.subList(1, rows.size()).stream()
                                .filter(row -> !row.matches("[1-7],\"Smith, \\d+\",\\d+"))
                                .toList());

        Path corrected =
                Files.write(
                        folder.resolve("failures.csv"),
                        failures.stream()
                                .map(row -> row.matches("(0|some|\"2\"x),.*") ? "1,Smith,3" : row)
                                .map(row -> row.replaceFirst(",$", ""))
                                .toList());
        FinishedJob second = FANFOLD.job("orders").input(corrected).slice(7).run();

        Fields answer = Json.read("answer", second.succeeded());
        assertThat(answer.number("ok")).isEqualTo(ROWS * 4 / 10);
        assertThat(answer.number("failed")).isZero();
        assertThat(second.outputs().named("failures.csv")).isEmpty();
    }

    private static void check(int number, Fields result) {
        assertThat(result.number("index")).isEqualTo(number);
        switch (number % 10) {
            case 2 -> assertFailed(result, "4 columns, not 3");
            case 4 -> assertFailed(result, "text after a closing quote");
            case 6 -> assertFailed(result, "For input string: \"some\"");
            case 8 -> assertFailed(result, "Smith ordered nothing");
            default -> assertThat(result.number("result")).isEqualTo((1L + number % 7) * number);
        }
    }

    private static void assertFailed(Fields result, String message) {
        assertThat(result.text("status")).isEqualTo("failed");
        assertThat(result.object("error").text("message")).isEqualTo(message);
    }

    private static List<String> output(FinishedJob job, String name) throws IOException {
        Outputs.Output output = job.outputs().named(name).findFirst().orElseThrow();
        try (InputStream in = job.outputs().open(output)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
