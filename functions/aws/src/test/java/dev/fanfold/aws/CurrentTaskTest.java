package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.port.TaskExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each thread is assigned to the task that runs on it.
@Timeout(30)
class CurrentTaskTest {
    private final ThreadTaskExecutor taskExecutor =
            new ThreadTaskExecutor(2, Duration.ofSeconds(20));

    @Test
    void aTaskAndTheThreadsThatItStartsKnowIt() {
        List<Callable<List<Optional<String>>>> tasks =
                List.of(
                        new TaskExecutor.NamedCall<>("one", this::seen),
                        new TaskExecutor.NamedCall<>("two", this::seen));

        assertThat(taskExecutor.run(tasks, terms()))
                .extracting(execution ->
                        ((TaskExecutor.Execution.Returned<List<Optional<String>>>) execution)
                                .value())
                .containsExactly(
                        List.of(Optional.of("one"), Optional.of("one")),
                        List.of(Optional.of("two"), Optional.of("two")));
        assertThat(CurrentTask.current()).isEmpty();
    }

    @Test
    void aThreadThatOutlivesItsTaskWorksOnNothingThatIsKnown() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        FutureTask<Optional<String>> late =
                new FutureTask<>(() -> {
                    over.await();
                    return CurrentTask.current();
                });
        List<Callable<Boolean>> tasks =
                List.of(
                        new TaskExecutor.NamedCall<>(
                                "one",
                                () -> {
                                    Thread.ofVirtual().start(late);
                                    return true;
                                }));

        taskExecutor.run(tasks, terms());
        over.countDown();

        assertThat(late.get()).isEmpty();
    }

    private List<Optional<String>> seen() throws Exception {
        FutureTask<Optional<String>> child = new FutureTask<>(CurrentTask::current);
        Thread.ofPlatform().start(child);
        return List.of(CurrentTask.current(), child.get());
    }

    private static TaskExecutor.Limits terms() {
        return new TaskExecutor.Limits(
                2, Duration.ofSeconds(20), () -> Duration.ofMinutes(2), Duration.ofSeconds(1));
    }
}
