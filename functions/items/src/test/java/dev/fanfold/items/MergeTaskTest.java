package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests how the results of all rounds become the files of the answer.
class MergeTaskTest {
    private final Map<String, String> outputs = new TreeMap<>();

    @Test
    void resultsAreInTheOrderOfTheItemsAndNotOfTheirArrival() throws Exception {
        merge(List.of(round(ok(2), ok(0)), round(ok(3)), round(ok(1))));

        assertThat(output("results.jsonl"))
                .extracting(line -> line.substring(0, 11))
                .containsExactly(
                        "{\"index\":0,", "{\"index\":1,", "{\"index\":2,", "{\"index\":3,");
    }

    @Test
    void aLaterResultReplacesAnEarlierOne() throws Exception {
        TaskResult<ItemTotals> result =
                merge(List.of(round(failed(0), failed(1), ok(2)), round(ok(0), failed(1))));

        assertThat(output("results.jsonl")).hasSize(3);
        assertThat(output("results.jsonl").getFirst()).contains("\"status\":\"ok\"");
        assertThat(output("failures.jsonl")).containsExactly("item 1");
        assertThat(result.partial()).isEqualTo(new ItemTotals(2, 1, 0, ItemTotals.NEVER));
    }

    @Test
    void aRedriveHasTheFailedItemsAlone() throws Exception {
        merge(List.of(round(ok(0), failed(1), ok(2), failed(3)), round(ok(1))));

        assertThat(output(TaskFiles.FAILED + ".jsonl"))
                .extracting(line -> PendingItem.parse(line.substring(line.indexOf('\t') + 1)))
                .containsExactly(new PendingItem(3, 30, "item 3"));
    }

    @Test
    void theAnswerNamesTheTargetsThatWereLeftAlone() throws Exception {
        merge(
                List.of(
                        Map.of(TaskFiles.LEFT_ALONE, "\"a\"\n\"b\\n\"\n"),
                        Map.of(TaskFiles.LEFT_ALONE, "\"b\\n\"\n"),
                        round(ok(0))));

        assertThat(outputs.get(TaskFiles.SUMMARY)).contains("\"leftAlone\":{\"b\\n\":2,\"a\":1}");
    }

    @Test
    void theAnswerNamesAtMostTwentyTargets() throws Exception {
        String many =
                Stream.iterate(0, number -> number + 1)
                        .limit(30)
                        .map(number -> "\"target %d\"\n".formatted(number))
                        .collect(Collectors.joining());
        merge(List.of(Map.of(TaskFiles.LEFT_ALONE, many), round(ok(0))));

        assertThat(outputs.getOrDefault(TaskFiles.SUMMARY, "").split("target ", -1)).hasSize(21);
    }

    private TaskResult<ItemTotals> merge(List<Map<String, String>> rounds) throws Exception {
        Task task = Tasks.merging(outputs, rounds);
        ItemWork<Object, Object> work = (_, _) -> "unused";
        return new MergeTask(work, task, 10, LineFile.jsonLines("failures"), SplitOutput.MAX_BYTES)
                .run();
    }

    private static Map<String, String> round(ResultLine... lines) {
        return Map.of(
                TaskFiles.RESULTS + "0",
                Stream.of(lines).map(line -> line.line() + "\n").collect(Collectors.joining()));
    }

    private static ResultLine ok(long index) {
        return new ResultLine(
                new ItemResult(index, Optional.empty(), true, "1", 1, 5), "", 7, Optional.empty());
    }

    private static ResultLine failed(long index) {
        return new ResultLine(
                new ItemResult(index, Optional.empty(), false, "{}", 4, 5),
                "java.io.IOException",
                7,
                Optional.of(new PendingItem(index, 10 * index, 4, 99, "item " + index)));
    }

    private List<String> output(String name) {
        return outputs.getOrDefault(name, "").lines().toList();
    }
}
