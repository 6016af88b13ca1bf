package dev.fanfold.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fanfold.engine.port.TaskExecutor.Execution;
import dev.fanfold.engine.port.TaskExecutor.Limits;
import dev.fanfold.engine.port.TimeLeft;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tasks on threads: their results and limits; no task outlives the call.
@Timeout(30)
class ThreadTaskExecutorTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);
    // Longer than any pause of this machine, so that a task that obeys its interrupt never counts
    // as stuck.
    private final ThreadTaskExecutor taskExecutor = new ThreadTaskExecutor(2, LONG);
    private final ThreadTaskExecutor impatient = new ThreadTaskExecutor(2, Duration.ofMillis(50));

    @Test
    void resultsComeInTheOrderOfTheTasks() {
        List<Callable<Integer>> tasks =
                IntStream.range(0, 200).<Callable<Integer>>mapToObj(i -> () -> i).toList();

        assertThat(taskExecutor.run(tasks, terms(7, LONG)))
                .extracting(execution -> ((Execution.Returned<Integer>) execution).value())
                .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void asManyAsTheWidthRunAtOnceAndNeverMore() {
        var together = new CyclicBarrier(4);
        var running = new AtomicInteger();
        var max = new AtomicInteger();
        Callable<Integer> task =
                () -> {
                    max.accumulateAndGet(running.incrementAndGet(), Math::max);
                    together.await();
                    return running.decrementAndGet();
                };

        assertThat(taskExecutor.run(Collections.nCopies(20, task), terms(4, LONG)))
                .allSatisfy(
                        execution -> assertThat(execution).isInstanceOf(Execution.Returned.class));
        assertThat(max).hasValue(4);
    }

    @Test
    void whatATaskThrowsIsItsOwn() {
        List<Callable<Integer>> tasks =
                List.of(
                        () -> 1,
                        () -> {
                            throw new IOException("no route");
                        },
                        () -> {
                            throw new StackOverflowError();
                        });

        List<Execution<Integer>> executions = taskExecutor.run(tasks, terms(3, LONG));

        assertThat(executions.get(0)).isInstanceOf(Execution.Returned.class);
        assertThat(((Execution.Threw<Integer>) executions.get(1)).cause()).hasMessage("no route");
        assertThat(((Execution.Threw<Integer>) executions.get(2)).cause())
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void aTaskPastItsLimitIsStoppedAndItsNeighboursGoOn() {
        var never = new CountDownLatch(1);
        List<Callable<Integer>> tasks = new ArrayList<>(Collections.nCopies(3, () -> 1));
        tasks.add(
                1,
                () -> {
                    never.await();
                    return 0;
                });

        List<Execution<Integer>> executions =
                taskExecutor.run(tasks, terms(1, Duration.ofMillis(30)));

        assertThat(executions.get(1)).isEqualTo(new Execution.Stopped<>(Duration.ofMillis(30)));
        assertThat(executions).filteredOn(Execution.Returned.class::isInstance).hasSize(3);
    }

    @Test
    void aTaskThatIsDoneWhenItIsStoppedIsDone() {
        Callable<Integer> stubborn =
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        return 7;
                    }
                    return 0;
                };

        assertThat(taskExecutor.run(List.of(stubborn), terms(1, Duration.ofMillis(10))).getFirst())
                .isInstanceOfSatisfying(
                        Execution.Returned.class,
                        returned -> assertThat(returned.value()).isEqualTo(7));
    }

    @Test
    void noTaskIsStartedWithoutTime() {
        var left = new AtomicInteger(3);
        TimeLeft running = () -> Duration.ofSeconds(left.get());
        Callable<Integer> task = left::decrementAndGet;

        List<Execution<Integer>> executions =
                taskExecutor.run(
                        Collections.nCopies(5, task),
                        new Limits(1, LONG, running, Duration.ofSeconds(2)));

        assertThat(executions.subList(0, 2))
                .allSatisfy(
                        execution -> assertThat(execution).isInstanceOf(Execution.Returned.class));
        assertThat(executions.subList(2, 5)).containsOnly(new Execution.NotStarted<>());
    }

    @Test
    void aTaskThatIgnoresItsInterruptIsNamedWithWhereItIs() {
        var over = new CountDownLatch(1);

        try {
            assertThatThrownBy(() ->
                            impatient.run(
                                    List.of(() -> deafTo(over)), terms(1, Duration.ofMillis(10))))
                    .isInstanceOf(StuckTaskError.class)
                    .hasMessageContaining("task 0")
                    .hasMessageContaining("deafTo");
        } finally {
            over.countDown();
        }
    }

    @Test
    void whenATaskIsStuckTheOthersAreStoppedAllTheSame() throws InterruptedException {
        var over = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Callable<Integer> other =
                () -> {
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        stopped.countDown();
                    }
                    return 0;
                };

        try {
            assertThatThrownBy(() ->
                            impatient.run(
                                    List.of(() -> deafTo(over), other),
                                    terms(2, Duration.ofMillis(10))))
                    .isInstanceOf(StuckTaskError.class);
            assertThat(stopped.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            over.countDown();
        }
    }

    @Test
    void anInvocationThatIsInterruptedTakesItsTasksWithIt() throws InterruptedException {
        var started = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        Callable<Integer> task =
                () -> {
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        stopped.countDown();
                    }
                    return 0;
                };
        var thrown = new AtomicReference<Throwable>();
        Thread invocation =
                Thread.ofPlatform()
                        .start(() ->
                                thrown.set(
                                        catchThrowable(() ->
                                                taskExecutor.run(List.of(task), terms(1, LONG)))));
        started.await();

        invocation.interrupt();
        invocation.join();

        assertThat(thrown.get()).hasMessageContaining("the invocation has ended");
        assertThat(stopped.getCount()).isZero();
    }

    @Test
    void processorsFollowTheMemory() {
        int jvm = Runtime.getRuntime().availableProcessors();

        assertThat(processors("128")).isEqualTo(1);
        assertThat(processors("1769")).isEqualTo(1);
        assertThat(processors("1770")).isEqualTo(Math.min(2, jvm));
        assertThat(processors("10240")).isEqualTo(Math.min(6, jvm));
        assertThat(processors("")).isEqualTo(jvm);
    }

    private static int processors(String memory) {
        return ThreadTaskExecutor.of(
                        new Settings(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory)))
                .processors();
    }

    // It waits rather than spins, because on one processor no other thread would run.
    private static int deafTo(CountDownLatch over) {
        while (true) {
            try {
                over.await();
                return 0;
            } catch (InterruptedException ignored) {
                // ignores the interrupt
            }
        }
    }

    private static Limits terms(int width, Duration timeout) {
        return new Limits(width, timeout, PLENTY, Duration.ofSeconds(5));
    }
}
