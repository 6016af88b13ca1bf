package dev.fanfold.testing;

import dev.fanfold.items.ItemResult;
import dev.fanfold.items.ItemTotals;
import dev.fanfold.items.ItemWorkload;
import dev.fanfold.items.Items;
import dev.fanfold.items.PlainItemWorkload;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.read.DelimitedRows;
import dev.fanfold.workload.read.DelimitedRows.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Item workloads keep the laws, and are right under faults.
class ItemLawsTest {
    private static final Path TEMPLATE = Path.of("../../template.yaml");
    private static final String[] MEASURED = {
        "attempts", "p50", "p95", "p99", "max", "itemsPerSecond"
    };
    private static final String TEXT = "4\na 5\nb 6\n\nnothing\na 7\n-1\nb -2\n8\na 9\n10\nb 11\n";

    private static final String ROWS =
            "n;k\n4;\n5;a\n\n6\nseven;b\n\"7\";\"b\"\n8;\"a\"x\n9;a;\n10;c\n-1;c\n11;\n\"12\";b\n";

    /// Squares whole numbers, some of which have a key. Negative ones fail.
    private static final class SquareEach implements PlainItemWorkload<String[], Long> {
        @Override
        public Definition definition() {
            return ItemWorkload.define("square-each", "Squares each number.");
        }

        @Override
        public Items<String[]> items(JobSettings settings) {
            return Items.lines(line -> line.split(" ", -1));
        }

        @Override
        public Optional<String> key(String[] item) {
            return item.length > 1 ? Optional.of(item[0]) : Optional.empty();
        }

        @Override
        public Long apply(String[] item, Task task) {
            String text = item[item.length - 1];
            if (!text.matches("[0-9]+")) {
                throw new PermanentFailureException(text + " is no number");
            }
            return Long.parseLong(text) * Long.parseLong(text);
        }

        @Override
        public Work<ItemTotals> open(Resources resources) throws Exception {
            return new Unhurried(PlainItemWorkload.super.open(resources));
        }

        @Override
        public Object summarize(Stream<ItemResult> results) {
            return results.filter(ItemResult::isOk)
                    .mapToLong(one -> Long.parseLong(one.json()))
                    .sum();
        }
    }

    /// Work whose tasks always have a minute left. A task of a worker that was frozen would leave
    /// items for a further round. That is right, but the plain program, with which the results of
    /// each task are compared, never does so.
    private record Unhurried(Work<ItemTotals> work) implements Work<ItemTotals> {
        @Override
        public TaskResult<ItemTotals> work(Task task) throws Exception {
            return work.work(
                    new Task(
                            task.job(),
                            task.round(),
                            task.index(),
                            task.attempt(),
                            task.plan(),
                            task.settings(),
                            task.source(),
                            task.scratch(),
                            task.writer(),
                            task.counted(),
                            () -> Duration.ofMinutes(1)));
        }

        @Override
        public Finished finish(ItemTotals total, Finishing job) throws Exception {
            return work.finish(total, job);
        }

        @Override
        public void close() {
            work.close();
        }
    }

    /// Doubles the column `n` of each row. The summary has all results in their order.
    private static final class DoubleRows implements PlainItemWorkload<Row, Long> {
        @Override
        public Definition definition() {
            return ItemWorkload.define("double-rows", "Doubles a column.");
        }

        @Override
        public Items<Row> items(JobSettings settings) {
            return Items.rows(DelimitedRows.separatedBy(';'));
        }

        @Override
        public Optional<String> key(Row row) {
            return Optional.of(row.get("k")).filter(key -> !key.isEmpty());
        }

        @Override
        public Long apply(Row row, Task task) {
            if (!row.get("n").matches("[0-9]+")) {
                throw new PermanentFailureException(row.get("n") + " is no number");
            }
            return 2 * Long.parseLong(row.get("n"));
        }

        @Override
        public Work<ItemTotals> open(Resources resources) throws Exception {
            return new Unhurried(PlainItemWorkload.super.open(resources));
        }

        @Override
        public Object summarize(Stream<ItemResult> results) {
            return results.map(one -> one.index() + (one.isOk() ? ":" + one.json() : ":failed"))
                    .toList();
        }
    }

    @Test
    void workloadsOfRowsKeepTheLaws() {
        WorkloadLaws.of(new DoubleRows())
                .input(ROWS)
                .inputs(ItemLawsTest::rows)
                .measured(MEASURED)
                .check();
    }

    @Test
    void workloadsOfRowsAreRightWhateverHappens() {
        WorkloadTest.of(new DoubleRows(), TEMPLATE)
                .input(ROWS)
                .slice(2)
                .measured(MEASURED)
                .seeds(1, 200);
    }

    private static byte[] rows(RandomGenerator random) {
        var text = new StringBuilder("n;\"k\"");
        for (int row = random.nextInt(0, 10); row > 0; row--) {
            text.append(random.nextBoolean() ? "\n" : "\r\n\r\n")
                    .append(random.nextInt(-3, 9))
                    .append(random.nextInt(4) == 0 ? "" : ";")
                    .append(random.nextInt(3) == 0 ? "\"a;\"" : "")
                    .append(random.nextInt(9) == 0 ? "x" : "");
        }
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void theyKeepTheLaws() {
        WorkloadLaws.of(new SquareEach())
                .input(TEXT)
                .inputs(ItemLawsTest::lines)
                .measured(MEASURED)
                .check();
    }

    @Test
    void theyAreRightWhateverHappens() {
        WorkloadTest.of(new SquareEach(), TEMPLATE)
                .input(TEXT.repeat(4))
                .slice(3)
                .measured(MEASURED)
                .seeds(1, 300);
    }

    private static byte[] lines(RandomGenerator random) {
        var text = new StringBuilder();
        for (int line = random.nextInt(1, 12); line > 0; line--) {
            text.append(random.nextBoolean() ? "a " : "")
                    .append(random.nextInt(-3, 9))
                    .append('\n');
        }
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
