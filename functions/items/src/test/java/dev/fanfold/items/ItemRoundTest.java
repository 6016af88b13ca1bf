package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Tests the order in which a further round takes up the items that were left.
class ItemRoundTest {
    private static final long NOW = 1_000_000;
    private static final long LATER = NOW + 600_000;
    private final Map<String, String> outputs = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> parsed = new ArrayList<>();
    private final List<String> keyed = new ArrayList<>();

    @Test
    void itemsThatMustWaitKeepNoOtherItemWaiting() throws Exception {
        TaskResult<ItemTotals> result =
                again(pending(0, LATER, "a 0"), pending(1, 0, "b 1"), pending(2, 0, "a 2"));

        assertThat(calls).containsExactly("b 1");
        assertThat(result.partial()).isEqualTo(new ItemTotals(1, 0, 2, LATER));
        assertThat(result.records().read()).isEqualTo(3);
    }

    @Test
    void theNextRoundWaitsForTheFirstItemOfAKeyNotForTheOthers() throws Exception {
        TaskResult<ItemTotals> result = again(pending(0, LATER, "a 0"), pending(1, 0, "a 1"));

        assertThat(calls).isEmpty();
        assertThat(result.partial().due()).isEqualTo(LATER);
        assertThat(outputs.getOrDefault(TaskFiles.PENDING + PendingItem.bucket("a"), "").lines())
                .map(PendingItem::parse)
                .containsExactly(pending(0, LATER, "a 0"), pending(1, 0, "a 1"));
    }

    @Test
    void itemsWithoutKeysAreIndependent() throws Exception {
        TaskResult<ItemTotals> result = again(pending(0, LATER, "0"), pending(1, 0, "1"));

        assertThat(calls).containsExactly("1");
        assertThat(result.partial().pending()).isEqualTo(1);
    }

    @Test
    void anItemIsMadeOfItsTextOnceWhetherItWaitsOrNot() throws Exception {
        again(pending(0, LATER, "a 0"), pending(1, 0, "b 1"), pending(2, 0, "2"));

        assertThat(parsed).containsExactly("a 0", "b 1", "2");
        assertThat(keyed).containsExactly("a 0", "b 1", "2");
    }

    @Test
    void anItemThatCannotBeMadeOfItsTextHasFailed() throws Exception {
        TaskResult<ItemTotals> result = again(pending(0, LATER, "bad"), pending(1, 0, "1"));

        assertThat(calls).containsExactly("1");
        assertThat(result.partial()).isEqualTo(new ItemTotals(1, 1, 0, ItemTotals.NEVER));
        assertThat(result.records().first().getFirst().reason()).contains("item 0").contains("bad");
    }

    private static PendingItem pending(long index, long due, String text) {
        return new PendingItem(index, 10 * index, 1, due, text);
    }

    private TaskResult<ItemTotals> again(PendingItem... items) throws Exception {
        var lines = new StringBuilder();
        for (PendingItem item : items) {
            lines.append(item.line()).append('\n');
        }
        Task task =
                Tasks.again(
                        outputs,
                        Map.of(TaskFiles.PENDING + "7", lines.toString()),
                        () -> Duration.ofMinutes(5));
        ItemWork<String, String> work =
                new ItemWork<>() {
                    @Override
                    public Optional<String> key(String item) {
                        keyed.add(item);
                        String[] words = item.split(" ", -1);
                        return words.length > 1 ? Optional.of(words[0]) : Optional.empty();
                    }

                    // By default it is the key, which would be made a second time.
                    @Override
                    public Optional<String> target(String item) {
                        return Optional.empty();
                    }

                    @Override
                    public String apply(String item, Task running) {
                        calls.add(item);
                        return item;
                    }
                };
        var access =
                new TargetAccess(
                        () -> {
                            throw new AssertionError("a job without limits needs no lease");
                        },
                        new TaskBreakers(new Breakers(), 0),
                        () -> Instant.ofEpochMilli(NOW));
        return new ItemRound<>(work, Items.lines(this::parse), task, 10, access).again();
    }

    private String parse(String text) {
        parsed.add(text);
        if (text.equals("bad")) {
            throw new IllegalArgumentException("bad text");
        }
        return text;
    }
}
