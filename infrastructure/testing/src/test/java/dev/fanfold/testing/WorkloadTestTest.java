package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Tests that [WorkloadTest] finds defects of a workload and names them.
///
/// It rejects a job with which it would find no defect.
class WorkloadTestTest {
    @Test
    void aWorkloadOfSeveralRoundsThatWaitIsRight() {
        test(new InRounds()).set("below", "20").seeds(1, 60);
    }

    @Test
    void aRoundThatIsPlannedDifferentlyEachTimeIsFound() {
        var plans = new AtomicLong();
        assertFound(
                new InRounds() {
                    @Override
                    public Plan plan(Planning job) {
                        return job.round().number() == 0
                                ? super.plan(job)
                                : Plan.numbers(0, 5 + plans.incrementAndGet() % 7, 1);
                    }
                },
                "the plan differs from the plain program's");
    }

    @Test
    void aMergeThatIgnoresItsRightSideIsFound() {
        assertFound(
                new Sums() {
                    @Override
                    public Long merge(Long left, Long right) {
                        return left == 0 ? right : left;
                    }
                },
                "does merge depend on the order");
    }

    @Test
    void workThatReturnsDifferentResultsIsFound() {
        var calls = new AtomicLong();
        assertFound(
                new Sums() {
                    @Override
                    public TaskResult<Long> work(Task task) {
                        return TaskResult.all(task, calls.incrementAndGet());
                    }
                },
                "does work return different results for the same task?");
    }

    @Test
    void aCodecThatLosesSomethingIsFound() {
        assertFound(
                new Sums() {
                    @Override
                    public Codec<Long> codec() {
                        return new Codec<>() {
                            @Override
                            public byte[] encode(Long value) {
                                return ByteBuffer.allocate(4).putInt(value.intValue()).array();
                            }

                            @Override
                            public Long decode(byte[] bytes) {
                                return (long) ByteBuffer.wrap(bytes).getInt();
                            }
                        };
                    }
                },
                "or does the codec lose data?");
    }

    @Test
    void anAnswerThatIsNoJsonIsFound() {
        assertFound(
                new Sums() {
                    @Override
                    public Finished finish(Long total, Finishing job) {
                        return Finished.done("not json {");
                    }
                },
                "finish returned no JSON document: not json {");
    }

    @Test
    void exceptionsOfTheWorkloadAreReported() {
        assertFound(
                new Sums() {
                    @Override
                    public Plan plan(Planning job) {
                        throw new IllegalStateException("no plan today");
                    }
                },
                "plan threw java.lang.IllegalStateException: no plan today");
        assertFound(
                new Sums() {
                    @Override
                    public TaskResult<Long> work(Task task) {
                        throw new IllegalStateException("no work today");
                    }
                },
                "threw java.lang.IllegalStateException: no work today");
        assertFound(
                new Sums() {
                    @Override
                    public Finished finish(Long total, Finishing job) {
                        throw new IllegalStateException("no answer today");
                    }
                },
                "finish threw java.lang.IllegalStateException: no answer today");
    }

    @Test
    void aMissingOrUnknownSettingIsReported() {
        assertThatThrownBy(() -> test(new Sums()).seeds(1, 5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("sums-below needs the setting below");
        assertThatThrownBy(() -> test(new Sums()).set("belo", "9").seeds(1, 5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("did you mean below?");
    }

    @Test
    void invalidSeedsAreRejected() {
        assertThatThrownBy(() -> test(new Sums()).seeds(1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> test(new Sums()).seeds(-1, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> test(new Sums()).seeds(Long.MAX_VALUE, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tooFewTasksToFindDefectsAreRefused() {
        assertThatThrownBy(() -> test(new Sums()).set("below", "4").seeds(1, 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a job of 4 tasks shows little");
        test(new Sums()).set("below", "5").seeds(1, 20);
    }

    @Test
    void aFailureIsReproducedFromItsScenarioLine() {
        var broken =
                new Sums() {
                    @Override
                    public Long merge(Long left, Long right) {
                        return left == 0 ? right : left;
                    }
                };
        String story = String.valueOf(failureOf(broken).getMessage());
        String line =
                story.lines()
                        .filter(text -> text.startsWith("  scenario:"))
                        .findFirst()
                        .orElseThrow();

        assertThat(line).doesNotContain("tasks=");
        assertThatThrownBy(() -> test(broken).set("below", "40").scenario(line))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the plain program's");
        test(new Sums()).set("below", "40").scenario(line);
    }

    private static void assertFound(Sums workload, String words) {
        assertThat(failureOf(workload)).hasMessageContaining(words);
    }

    private static AssertionError failureOf(Sums workload) {
        try {
            test(workload).set("below", "40").seeds(1, 60);
        } catch (AssertionError failure) {
            return failure;
        }
        throw new AssertionError("nothing was found");
    }

    private static WorkloadTest test(Sums workload) {
        return WorkloadTest.of(workload, Path.of("../../template.yaml"));
    }

    /// Sums large numbers, one per task.
    private static class Sums implements Summing {
        @Override
        public Definition definition() {
            return Definition.of("sums-below", "Sums numbers.").with("below", "how many");
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, job.settings().number("below"), 1);
        }

        @Override
        public TaskResult<Long> work(Task task) {
            return TaskResult.all(task, (task.index() + 1L) << 31);
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done("{\"sum\": " + total + "}");
        }
    }

    /// Sums in three rounds. Each further one has one task more than the round before, and waits.
    private static class InRounds extends Sums {
        @Override
        public Plan plan(Planning job) {
            long first = job.settings().number("below");
            return Plan.numbers(0, first + job.round().number(), 1);
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return job.round().number() == 2
                    ? super.finish(total, job)
                    : new Finished.Next("sum " + total, Instant.now().plusSeconds(3_600));
        }
    }
}
