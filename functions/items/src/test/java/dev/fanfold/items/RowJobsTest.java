package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.testkit.InMemoryApplication;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.read.DelimitedRows;
import dev.fanfold.workload.read.DelimitedRows.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Jobs over the rows of delimited text, whose results are known beforehand. The rows that fail are
/// the input of a second job.
class RowJobsTest {
    private final InMemoryApplication application =
            new InMemoryApplication(new Bills(','), new Bills('\t'));

    /// Triples the amount of each row, which has the columns `name`, `account` and `amount`. Rows
    /// with an account have it as their key. Amounts that are no number fail unless the setting
    /// `mended` is 1.
    private record Bills(char separator) implements PlainItemWorkload<Row, String> {
        @Override
        public Definition definition() {
            String name = separator == '\t' ? "bills-tsv" : "bills-csv";
            return ItemWorkload.define(name, "Triples amounts.").with("mended", "0 or 1", "0");
        }

        @Override
        public Items<Row> items(JobSettings settings) {
            return Items.rows(DelimitedRows.separatedBy(separator));
        }

        @Override
        public Optional<String> key(Row row) {
            return Optional.of(row.get("account")).filter(account -> !account.isEmpty());
        }

        @Override
        public String apply(Row row, Task task) {
            if (task.settings().number("mended") == 0 && row.get("amount").equals("n/a")) {
                throw new PermanentFailureException("no amount");
            }
            return row.get("name") + "*3";
        }
    }

    /// A line of the input, and what becomes of it: `ok`, `fails` until it is mended, or
    /// `unusable`.
    private record Line(String text, String kind, String result) {}

    @Test
    void eachRowHasItsResultAtItsPlaceAndTheFailedRowsAreAnInput() throws IOException {
        for (long seed = 1; seed <= 150; seed++) {
            var random = new Random(seed);
            char separator = random.nextBoolean() ? ',' : '\t';
            List<Line> lines = lines(random, separator);
            String header = String.join("" + separator, "name", "\"account\"", "amount");
            String end = random.nextBoolean() ? "\n" : "\r\n\r\n";
            String text =
                    header + end + lines.stream().map(Line::text).collect(Collectors.joining(end));

            String failures = runAndCheck(text, lines, separator, false, 1 + random.nextInt(5));

            List<Line> failed = lines.stream().filter(line -> !line.kind.equals("ok")).toList();
            assertThat(failures.lines().toList())
                    .as("seed %d", seed)
                    .isEqualTo(failed.isEmpty() ? List.of() : withHeader(header, failed));
            if (failed.isEmpty()) {
                continue;
            }
            String unusable = runAndCheck(failures, failed, separator, true, 2);
            List<Line> left = failed.stream().filter(line -> line.kind.equals("unusable")).toList();
            assertThat(unusable.lines().toList())
                    .as("seed %d", seed)
                    .isEqualTo(left.isEmpty() ? List.of() : withHeader(header, left));
        }
    }

    private static List<String> withHeader(String header, List<Line> lines) {
        var all = new ArrayList<String>(List.of(header));
        lines.forEach(line -> all.add(line.text));
        return all;
    }

    // Returns the text of the file of failed rows; empty if there is none.
    private String runAndCheck(
            String text, List<Line> lines, char separator, boolean isMended, int slice)
            throws IOException {
        JobId id =
                InMemoryJobs.submit(
                        application,
                        separator == '\t' ? "bills-tsv" : "bills-csv",
                        Map.of("mended", isMended ? "1" : "0"),
                        text,
                        slice);
        application.run(id);
        List<String> results =
                InMemoryJobs.output(application, id, "results.jsonl")
                        .orElseThrow()
                        .lines()
                        .toList();
        assertThat(results).hasSize(lines.size());
        for (int index = 0; index < results.size(); index++) {
            Line line = lines.get(index);
            boolean isOk = line.kind.equals("ok") || (isMended && line.kind.equals("fails"));
            assertThat(results.get(index))
                    .startsWith("{\"index\":" + index + ",")
                    .contains(isOk ? "\"status\":\"ok\"" : "\"status\":\"failed\"")
                    .contains(isOk ? JsonText.of(line.result) : "\"message\":\"");
        }
        String name = separator == '\t' ? "failures.tsv" : "failures.csv";
        return InMemoryJobs.output(application, id, name).orElse("");
    }

    private static List<Line> lines(Random random, char separator) {
        var lines = new ArrayList<Line>();
        for (int number = random.nextInt(15); number >= 0; number--) {
            String name = List.of("", " b ", "ü\"", "x").get(random.nextInt(4)) + number;
            String account = List.of("", "", "a1", "a2").get(random.nextInt(4));
            switch (random.nextInt(6)) {
                case 0 -> lines.add(line(separator, "fails", name, account, "n/a"));
                case 1 -> lines.add(line(separator, "unusable", name, account));
                case 2 -> lines.add(line(separator, "unusable", "\"a\"b", account, "1"));
                case 3 -> {
                    String quoted = name + separator + "\"";
                    String field = "\"" + quoted.replace("\"", "\"\"") + "\"";
                    String text = String.join("" + separator, field, account, "5");
                    lines.add(new Line(text, "ok", quoted + "*3"));
                }
                default -> lines.add(line(separator, "ok", name, account, "7"));
            }
        }
        return lines;
    }

    private static Line line(char separator, String kind, String... fields) {
        return new Line(String.join("" + separator, fields), kind, fields[0] + "*3");
    }

    @Test
    void aQuoteThatIsNotClosedRefusesTheJobBeforeAnyCall() {
        JobId id =
                InMemoryJobs.submit(
                        application,
                        "bills-csv",
                        Map.of(),
                        "name,account,amount\na,,1\nb,,\"2\nc,,3\"\n",
                        1);
        application.run(id);

        assertThat(String.valueOf(application.job(id).error()))
                .contains("the line at byte 25 has a quote that is not closed");
        assertThat(application.job(id).plan()).isNull();
    }

    @Test
    void aFormatWithoutAHeaderIsRefused() {
        assertThatThrownBy(() -> Items.rows(DelimitedRows.csv().withoutHeader()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only if the format has a header");
    }
}
