package dev.fanfold.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.read.DelimitedRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Delimited rows in groups, as text: each line counts, and rows are made of them later.
class RowGroupsTest {
    private static final DelimitedRows CSV = DelimitedRows.csv();
    private static final List<String> FIELDS =
            List.of("", "a", " b ", "ü", "\"c,d\"", "\"say \"\"no\"\"\"", "5\"", "\"e\"f", "😀");

    @Test
    void theTextsAreTheLinesOfTheObjectHoweverManyAreInAGroup() throws IOException {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            boolean hasHeader = random.nextBoolean();
            var format = new DelimitedRows(',', hasHeader, true);
            List<String> lines = lines(random);
            CutObject object = CutObject.of(written(lines, random));
            List<String> rows = lines.stream().filter(line -> !line.isEmpty()).toList();
            for (int each = 1; each <= rows.size() + 1; each++) {
                Plan.Items plan = format.plan(object.planning(1), each);

                var whole = object.read(plan, format::texts);

                assertThat(whole.records())
                        .as("seed %d, %d per group", seed, each)
                        .isEqualTo(rows.subList(hasHeader ? 1 : 0, rows.size()));
                assertThat(whole.coverageSum().closes(plan)).as("seed %d", seed).isTrue();
                assertThat(whole.counts().rejected()).isZero();
                assertThat(format.headerOf(plan).isPresent()).isEqualTo(hasHeader);
            }
        }
    }

    @Test
    void theParserMakesTheRowsOfTheReaderAndRefusesThoseThatItRejects() throws IOException {
        for (long seed = 1; seed <= 300; seed++) {
            CutObject object = CutObject.of(written(lines(new Random(seed)), new Random(-seed)));
            Plan.Items plan = CSV.plan(object.planning(1), 3);
            Function<String, DelimitedRows.Row> parser = CSV.parser("the input", plan);
            var parsed = new ArrayList<List<String>>();
            var refused = new ArrayList<String>();

            for (String text : object.read(plan, CSV::texts).records()) {
                try {
                    parsed.add(parser.apply(text).fields());
                } catch (InvalidInputException e) {
                    refused.add(e.getMessage());
                }
            }

            var read = object.read(CSV.plan(object.planning(7)), CSV::read);
            assertThat(parsed)
                    .as("seed %d", seed)
                    .isEqualTo(read.records().stream().map(DelimitedRows.Row::fields).toList());
            assertThat(refused).as("seed %d", seed).hasSize((int) read.counts().rejected());
        }
    }

    @Test
    void theParserNeedsOnlyTheFactsOfThePlan() throws IOException {
        Plan plan = CSV.plan(CutObject.of("a,b\n1,2\n").planning(1), 1);
        var later = new Plan.Numbers(0, 1, 1, plan.facts());

        DelimitedRows.Row row = CSV.parser("the input", later).apply("3,4");

        assertThat(row.get("b")).isEqualTo("4");
        assertThatThrownBy(() -> row.get("c"))
                .hasMessageContaining("the input has no column \"c\"");
        assertThatThrownBy(() -> CSV.parser("the input", Plan.numbers(0, 1, 1)))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("DelimitedRows.parser needs a plan");
        assertThatThrownBy(() -> CSV.withoutHeader().parser("the input", later))
                .isInstanceOf(PermanentFailureException.class);
    }

    @Test
    void aQuoteThatIsNotClosedOnItsLineRefusesThePlan() throws IOException {
        CutObject object = CutObject.of("a,b\n1,2\n1,\"two\nlines\"\n3,4\n");

        assertThatThrownBy(() -> CSV.plan(object.planning(1), 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the line at byte 8 has a quote that is not closed on it");
        assertThat(CSV.withoutQuotes().plan(object.planning(1), 1).to()).isEqualTo(4);
    }

    @Test
    void anObjectWithoutRowsHasNone() throws IOException {
        CutObject object = CutObject.of("a,b\r\n\r\n");
        Plan.Items plan = CSV.plan(object.planning(1), 5);

        assertThat(plan.tasks()).isZero();
        assertThat(object.read(plan, CSV::texts).coverageSum().closes(plan)).isTrue();
    }

    @Test
    void aPlanOfBytesIsRefused() {
        CutObject object = CutObject.of("a,b\n1,2\n");

        assertThatThrownBy(() -> CSV.texts(object.task(CSV.plan(object.planning(4)), 0)))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("this job's plan is of bytes");
    }

    // The first line is a header, or a row with two fields.
    private static List<String> lines(Random random) {
        var lines = new ArrayList<String>(List.of("x,y"));
        for (int line = random.nextInt(9); line > 0; line--) {
            var fields = new ArrayList<String>();
            for (int field = 1 + random.nextInt(3); field > 0; field--) {
                fields.add(FIELDS.get(random.nextInt(FIELDS.size())));
            }
            lines.add(String.join(",", fields));
        }
        return lines;
    }

    private static String written(List<String> lines, Random random) {
        String end = List.of("\n", "\r\n", "\r", "\n\n").get(random.nextInt(4));
        return "\ufeff".repeat(random.nextInt(3))
                + String.join(end, lines)
                + (random.nextBoolean() ? end : "");
    }
}
