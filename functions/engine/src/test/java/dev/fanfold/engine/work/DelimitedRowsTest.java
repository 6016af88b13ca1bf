package dev.fanfold.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Records.Rejection;
import dev.fanfold.workload.read.DelimitedRows;
import dev.fanfold.workload.read.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Delimited rows over slices: for any cuts, the fields are as written.
class DelimitedRowsTest {
    private static final DelimitedRows CSV = DelimitedRows.csv();
    private static final List<String> FIELDS =
            List.of("", "a", "12", "x y", "ü", "a,b", "say \"no\"", "\"", ";", "😀", " b ", "'");

    @Test
    void theRowsOfAllTasksAreThoseThatWereWrittenHoweverTheObjectIsCut() throws IOException {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            char separator = List.of(',', ';', '\t', '|', '—').get(random.nextInt(5));
            var format = new DelimitedRows(separator, random.nextBoolean(), true);
            int width = 2 + random.nextInt(3);
            List<List<String>> rows = rows(random, width);
            List<String> names = IntStream.range(0, width).mapToObj(i -> "c" + i).toList();
            var all = new ArrayList<List<String>>();
            if (format.header()) {
                all.add(names);
            }
            all.addAll(rows);
            CutObject object = CutObject.of(written(all, separator, random));
            for (long slice : LinesTest.slices(object.size(), random)) {
                Plan plan = format.plan(object.planning(slice));

                var whole = object.read(plan, format::read);

                assertThat(whole.records())
                        .as("seed %d, slice %d", seed, slice)
                        .extracting(DelimitedRows.Row::fields)
                        .containsExactlyElementsOf(rows);
                assertThat(whole.coverageSum().closes(plan)).as("seed %d", seed).isTrue();
                assertThat(whole.counts().read()).isEqualTo(rows.size());
                assertThat(whole.counts().rejected()).isZero();
            }
        }
    }

    @Test
    void aRowThatIsRejectedTwiceCountsOnceAlsoIfTheReaderLooksAheadBetween() throws IOException {
        CutObject object = CutObject.of("a,b\n1,2\n3\n");
        Plan plan = CSV.plan(object.planning(1_000));
        try (var rows = CSV.read(object.task(plan, 0))) {
            var each = rows.iterator();
            each.next();
            rows.reject("a is wrong");
            assertThat(each.hasNext()).isFalse(); // skips the row with one field
            rows.reject("b is wrong");

            var records = rows.worked(0L).records();
            assertThat(records.read()).isEqualTo(2);
            assertThat(records.rejected()).isEqualTo(2);
            assertThat(records.first()).hasSize(3);
        }
    }

    @Test
    void aFieldIsFoundByNameAndByNumber() throws IOException {
        DelimitedRows.Row row = only(CSV, "name,\"pieces, sold\"\nbolt,7\n");

        assertThat(row.get("pieces, sold")).isEqualTo("7");
        assertThat(row.get(0)).isEqualTo("bolt");
        assertThatThrownBy(() -> row.get("nome"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "object has no column \"nome\" (did you mean name?); it has name, pieces, sold");
    }

    @Test
    void aNameThatStandsTwiceIsRefusedOnlyWhenItIsAskedFor() throws IOException {
        DelimitedRows.Row row = only(CSV, "a,b,a,,\n1,2,3,4,5\n");

        assertThat(row.get("b")).isEqualTo("2");
        assertThatThrownBy(() -> row.get("a")).hasMessageContaining("two columns \"a\"");
    }

    @Test
    void withoutAHeaderColumnsHaveNumbersOnly() throws IOException {
        DelimitedRows.Row row = only(CSV.withoutHeader(), "1,2\n");

        assertThat(row.get(1)).isEqualTo("2");
        assertThatThrownBy(() -> row.get("a"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is read without a header");
    }

    @Test
    void withoutQuotesAQuoteIsACharacter() throws IOException {
        DelimitedRows.Row row = only(CSV.withoutQuotes(), "a,b\n\"5,6\"\n");

        assertThat(row.fields()).containsExactly("\"5", "6\"");
    }

    @Test
    void aQuoteInsideAFieldIsACharacter() throws IOException {
        assertThat(only(CSV, "a,b\n5\",6\"7\n").fields()).containsExactly("5\"", "6\"7");
    }

    @Test
    void rowsThatCannotBeUsedAreRejectedAtTheirPlaces() throws IOException {
        CutObject object = CutObject.of("a,b\n1,2\n3\n\n4,5,6\n\"7\"x,8\n9,10\n");
        for (long slice = 1; slice <= object.size(); slice++) {
            Plan plan = CSV.plan(object.planning(slice));

            var whole = object.read(plan, CSV::read);

            assertThat(whole.records()).extracting(row -> row.get("a")).containsExactly("1", "9");
            assertThat(whole.counts().read()).isEqualTo(5);
            assertThat(whole.counts().rejected()).isEqualTo(3);
            assertThat(whole.counts().first())
                    .containsExactly(
                            new Rejection("object", 8, "1 columns, not 2"),
                            new Rejection("object", 11, "3 columns, not 2"),
                            new Rejection("object", 17, "text after a closing quote"));
            assertThat(whole.coverageSum().closes(plan)).isTrue();
        }
    }

    @Test
    void aQuoteThatIsNotClosedOnItsLineFailsItsTask() throws IOException {
        CutObject object = CutObject.of("a,b\n1,\"two\nlines\"\n3,4\n");
        Plan plan = CSV.plan(object.planning(100));

        assertThatThrownBy(() -> object.read(plan, CSV::read))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the line at byte 4 has a quote that is not closed on it")
                .hasMessageContaining("withoutQuotes()");
    }

    @Test
    void anObjectWithoutAHeaderThatIsToHaveOneIsRefused() {
        for (String text : List.of("", "\n\r\n", "\ufeff", "\ufeff\ufeff")) {
            assertThatThrownBy(() -> CSV.plan(CutObject.of(text).planning(10)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(
                            "mem:/folder/object is empty: a header that names the columns is missing");
        }
        assertThatThrownBy(() -> CSV.plan(CutObject.of("\"a\"b,c\n1,2").planning(10)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the first line cannot be read: text after a closing quote");
    }

    @Test
    void aHeaderMayBeAsLongAsTheLimitAndNoLonger() throws IOException {
        String longest = "ü".repeat(DelimitedRows.MAX_HEADER_BYTES / 2);
        assertThat(only(CSV, longest + "\n1\n").get(longest)).isEqualTo("1");

        assertThatThrownBy(() -> CSV.plan(CutObject.of(longest + "x\n1\n").planning(10)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the header is longer than 32768 bytes");
    }

    @Test
    void anObjectWithoutRowsHasNone() throws IOException {
        CutObject object = CutObject.of("a,b\n");
        Plan plan = CSV.plan(object.planning(10));

        assertThat(plan.tasks()).isZero();
        assertThat(object.read(plan, CSV::read).coverageSum().closes(plan)).isTrue();
    }

    @Test
    void aPlanOfAnotherReaderIsRefused() {
        CutObject object = CutObject.of("a,b\n1,2\n");
        assertThatThrownBy(() -> CSV.read(object.task(Lines.plan(object.planning(4)), 0)))
                .isInstanceOf(PermanentFailureException.class)
                .hasMessageContaining("make the plan with it");
        assertThatThrownBy(() ->
                        CSV.read(object.task(CSV.withoutHeader().plan(object.planning(4)), 0)))
                .isInstanceOf(PermanentFailureException.class);
    }

    @Test
    void aSeparatorIsOneCharacterThatIsNeitherQuoteNorEnd() {
        for (char separator : new char[] {'"', '\n', '\r', '\ufeff', '\ud83d'}) {
            assertThatThrownBy(() -> DelimitedRows.separatedBy(separator))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static DelimitedRows.Row only(DelimitedRows format, String text) throws IOException {
        CutObject object = CutObject.of(text);
        return object.read(format.plan(object.planning(1)), format::read).records().getFirst();
    }

    private static List<List<String>> rows(Random random, int width) {
        return IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(_ ->
                        IntStream.range(0, width)
                                .mapToObj(_ -> FIELDS.get(random.nextInt(FIELDS.size())))
                                .toList())
                .toList();
    }

    private static String written(List<List<String>> rows, char separator, Random random) {
        String end = List.of("\n", "\r\n", "\r", "\n\n").get(random.nextInt(4));
        String text =
                rows.stream()
                        .map(row ->
                                row.stream()
                                        .map(field -> quoted(field, separator, random))
                                        .collect(Collectors.joining(String.valueOf(separator))))
                        .collect(Collectors.joining(end));
        return "\ufeff".repeat(random.nextInt(3))
                + (random.nextInt(4) == 0 ? end : "")
                + text
                + (random.nextBoolean() ? end : "");
    }

    private static String quoted(String field, char separator, Random random) {
        boolean needed = field.indexOf(separator) >= 0 || field.startsWith("\"");
        return needed || random.nextInt(3) == 0 ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
