package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Slice;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import dev.fanfold.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Tests of [TaskTest], and of the laws of a workload with an external service.
class TaskTestTest {
    @Test
    void aTaskRunsAndReturnsItsResult() throws Exception {
        TaskResult<Long> third = TaskTest.of(new Primes()).set("below", "20000").task(3);

        assertThat(third.partial()).isEqualTo(551 - 431); // primes below 4,002 and below 3,002
        assertThat(third.records().read()).isEqualTo(1_000);
        assertThat(third.coverage().consumed()).isEqualTo(1_000);
    }

    @Test
    void aTaskOfAnInputReadsItsSlice() throws Exception {
        TaskTest<Long> words = TaskTest.of(new WordCount()).input("a b\nc d e\nf\n").slice(4);

        assertThat(words.plan().slice(1)).isEqualTo(new Slice(4, 8));
        assertThat(words.task(0).partial()).isEqualTo(2);
        assertThat(words.task(1).partial()).isEqualTo(3);
        assertThat(words.task(1).coverage().consumed()).isEqualTo(6);
        assertThat(words.finish(6L)).isEqualTo(Work.Finished.done("{\"words\": 6}"));
    }

    @Test
    void anIndexOutsideThePlanIsRejected() throws Exception {
        TaskTest<Long> primes = TaskTest.of(new Primes()).set("below", "2002");

        assertThat(primes.task(1).partial()).isEqualTo(135);
        for (int task : new int[] {-1, 2}) {
            assertThatThrownBy(() -> primes.task(task))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the plan has tasks 0 to 1, not " + task);
        }
    }

    @Test
    void resourcesComeFromAMapAndTheWorkIsClosed() throws Exception {
        var service = new Service();
        TaskTest<Long> test = TaskTest.of(service).resources(Map.of("token", "12345"));

        assertThat(test.task(2).partial()).isEqualTo(7);
        assertThat(service.opened).hasValue(1);
        assertThat(service.closed).hasValue(1);
        assertThat(service.scratch).hasSize(1).allMatch(directory -> !Files.exists(directory));
        assertThatThrownBy(() -> TaskTest.of(service).task(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token");
    }

    @Test
    void severalThreadsUseOneWork() throws Exception {
        var service = new Service();
        TaskResult<Long> result =
                TaskTest.of(service).resources(Map.of("token", "x")).threads(8).attempt(2).task(1);

        assertThat(result.partial()).isEqualTo(2);
        assertThat(service.opened).hasValue(1);
        assertThat(service.closed).hasValue(1);
        assertThat(service.attempts).hasSize(8).containsOnly(2);
        assertThat(service.scratch).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void workThatIsNotThreadSafeIsFound() {
        var calls = new AtomicInteger();
        var shared =
                new Totals() {
                    @Override
                    long value(long index) {
                        return calls.incrementAndGet();
                    }
                };
        assertThatThrownBy(() -> TaskTest.of(shared).set("below", "30").threads(2).task(0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is the work thread-safe?");
    }

    @Test
    void exceptionsOfATaskAreRethrown() {
        var broken =
                new Totals() {
                    @Override
                    long value(long index) {
                        throw new UncheckedIOException(new IOException("no line"));
                    }
                };
        for (int threads : new int[] {1, 4}) {
            assertThatThrownBy(
                            () -> TaskTest.of(broken).set("below", "30").threads(threads).task(0))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("no line");
        }
    }

    @Test
    void lawsRunAgainstAFakeOfTheService() {
        var service = new Service();
        var running = new AtomicInteger();
        WorkloadLaws.of(service)
                .against(() -> {
                    running.incrementAndGet();
                    return new ServiceFake() {
                        @Override
                        public Map<String, ?> resources() {
                            return Map.of("token", "123");
                        }

                        @Override
                        public void close() {
                            running.decrementAndGet();
                        }
                    };
                })
                .check();

        assertThat(running).hasValue(0);
        assertThat(service.opened.get()).isPositive().isEqualTo(service.closed.get());
    }

    /// A workload that needs a token; its answers depend on it.
    private static final class Service implements Workload<Long> {
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final List<Integer> attempts = new CopyOnWriteArrayList<>();
        final List<Path> scratch = new CopyOnWriteArrayList<>();

        @Override
        public Definition definition() {
            return Definition.of("service", "Asks a service.");
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, 6, 1);
        }

        @Override
        public Long empty() {
            return 0L;
        }

        @Override
        public Long merge(Long left, Long right) {
            return left + right;
        }

        @Override
        public Codec<Long> codec() {
            return Codec.longs();
        }

        @Override
        public Work<Long> open(Resources resources) {
            String token = resources.secret("token");
            opened.incrementAndGet();
            return new Work<>() {
                @Override
                public TaskResult<Long> work(Task task) {
                    attempts.add(task.attempt());
                    scratch.add(task.scratch().get());
                    return TaskResult.all(task, (long) token.length() + task.index());
                }

                @Override
                public Finished finish(Long total, Finishing job) {
                    return Finished.done("{\"total\":" + total + "}");
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }
    }
}
