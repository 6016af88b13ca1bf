package dev.fanfold.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests a further round of a job with limits. Each item is `target number`.
@Timeout(30)
class LimitedRoundTest {
    private final Map<String, String> outputs = new TreeMap<>();
    private final Resources resources = Resources.of(Map.of());
    private final List<Long> fences = new CopyOnWriteArrayList<>();

    @Test
    void theFirstRoundGroupsItemsByKeyAndElseByTarget() throws Exception {
        assertThat(first(Optional.empty())).isEqualTo(new ItemTotals(0, 0, 1, 0));
        assertThat(outputs).containsOnlyKeys(TaskFiles.PENDING + PendingItem.bucket("target"));

        outputs.clear();
        assertThat(first(Optional.of("key"))).isEqualTo(new ItemTotals(0, 0, 1, 0));
        assertThat(outputs).containsOnlyKeys(TaskFiles.PENDING + PendingItem.bucket("key"));
    }

    private ItemTotals first(Optional<String> key) throws Exception {
        ItemWork<Long, Object> work =
                new ItemWork<>() {
                    @Override
                    public Optional<String> key(Long item) {
                        return key;
                    }

                    @Override
                    public Optional<String> target(Long item) {
                        return Optional.of("target");
                    }

                    @Override
                    public Object apply(Long item, Task running) {
                        throw new AssertionError("the first round calls nothing");
                    }
                };
        Task task = Tasks.with(Tasks.writingTo(outputs), Map.of("rate", "5/s"));
        return new ItemRound<>(work, Items.numbers(0, 1), task, 1, access()).first().partial();
    }

    private TargetAccess access() {
        return new TargetAccess(
                resources::registers, new TaskBreakers(new Breakers(), 0), Clock.systemUTC());
    }

    @Test
    void asManyItemsAsAllowedRunAtTheSameTime() throws Exception {
        var together = new CountDownLatch(3);
        var running = new AtomicInteger();

        TaskResult<ItemTotals> result =
                again(
                        "3",
                        1,
                        60,
                        _ -> {
                            assertThat(running.incrementAndGet()).isLessThanOrEqualTo(3);
                            together.countDown();
                            assertThat(await(together)).isTrue();
                            running.decrementAndGet();
                            return "done";
                        });

        assertThat(result.partial()).isEqualTo(new ItemTotals(60, 0, 0, ItemTotals.NEVER));
        assertThat(fences).doesNotContain(0L).hasSize(60);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eachItemHasOneLineAlsoIfOthersFail() throws Exception {
        TaskResult<ItemTotals> result =
                again(
                        "4",
                        4,
                        40,
                        number -> {
                            if (number % 5 == 3) {
                                throw new IllegalStateException("three");
                            }
                            return number;
                        });

        assertThat(result.partial().ok()).isEqualTo(32);
        assertThat(result.partial().failed()).isEqualTo(8);
        assertThat(
                        outputs.getOrDefault(TaskFiles.RESULTS + "0", "")
                                .lines()
                                .map(line -> ResultLine.parse(line).result().index())
                                .sorted())
                .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
    }

    @Test
    void theRestOfATargetThatIsLeftAloneGoesOnInAFurtherRound() throws Exception {
        TaskResult<ItemTotals> result =
                again(
                        "1",
                        4,
                        40,
                        number -> {
                            if (number % 4 == 1) {
                                throw new IllegalStateException("down");
                            }
                            return number;
                        });

        // Three items of target 1 failed in nine attempts. The fourth one failed once.
        assertThat(result.partial().ok()).isEqualTo(30);
        assertThat(result.partial().failed()).isEqualTo(3);
        assertThat(result.partial().pending()).isEqualTo(7);
        assertThat(result.partial().due()).isGreaterThan(System.currentTimeMillis() + 20_000);
        assertThat(outputs).containsEntry(TaskFiles.LEFT_ALONE, "\"target1\"\n");
        List<PendingItem> left =
                outputs.entrySet().stream()
                        .filter(file -> file.getKey().startsWith(TaskFiles.PENDING))
                        .flatMap(file -> file.getValue().lines())
                        .map(PendingItem::parse)
                        .sorted(Comparator.comparingLong(PendingItem::index))
                        .toList();
        assertThat(left)
                .extracting(PendingItem::index)
                .containsExactly(13L, 17L, 21L, 25L, 29L, 33L, 37L);
        assertThat(left).extracting(PendingItem::attempts).containsExactly(1, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void anErrorEndsTheTask() {
        assertThatThrownBy(() ->
                        again(
                                "2",
                                2,
                                10,
                                _ -> {
                                    throw new StackOverflowError("deep");
                                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void aStoppedTaskStopsItsCalls() throws Exception {
        var started = new CountDownLatch(2);
        var stopped = new CountDownLatch(2);
        Thread task =
                Thread.startVirtualThread(() -> {
                    try {
                        again(
                                "2",
                                2,
                                10,
                                _ -> {
                                    started.countDown();
                                    try {
                                        Thread.sleep(60_000);
                                    } catch (InterruptedException e) {
                                        stopped.countDown();
                                    }
                                    return "stopped";
                                });
                    } catch (Exception e) {
                        // The task was stopped.
                    }
                });
        assertThat(await(started)).isTrue();

        task.interrupt();

        assertThat(await(stopped)).isTrue();
        task.join();
    }

    private TaskResult<ItemTotals> again(
            String concurrent, int targets, int items, Function<Long, Object> function)
            throws Exception {
        var lines = new ArrayList<String>();
        for (long index = 0; index < items; index++) {
            lines.add(
                    new PendingItem(
                                    index,
                                    10 * index,
                                    "target%d %d".formatted(index % targets, index))
                            .line());
        }
        Task task =
                Tasks.with(
                        Tasks.again(
                                outputs,
                                Map.of(TaskFiles.PENDING + "7", String.join("\n", lines)),
                                () -> Duration.ofMinutes(5)),
                        Map.of("concurrent", concurrent, "retries", "2", "backoff", "0ms"));
        ItemWork<String, Object> work =
                new ItemWork<>() {
                    @Override
                    public Optional<String> target(String item) {
                        return Optional.of(item.split(" ", -1)[0]);
                    }

                    @Override
                    public Object apply(String item, Task running) {
                        fences.add(Permit.current().fence());
                        return function.apply(Long.parseLong(item.split(" ", -1)[1]));
                    }
                };
        return new ItemRound<>(work, Items.lines(), task, items, access()).again();
    }
}
