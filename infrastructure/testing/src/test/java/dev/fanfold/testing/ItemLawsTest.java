package dev.fanfold.testing;

import dev.fanfold.items.ItemResult;
import dev.fanfold.items.ItemWorkload;
import dev.fanfold.items.Items;
import dev.fanfold.items.PlainItemWorkload;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Task;
import java.nio.file.Path;
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
        public Object summarize(Stream<ItemResult> results) {
            return results.filter(ItemResult::isOk)
                    .mapToLong(one -> Long.parseLong(one.json()))
                    .sum();
        }
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
