package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.SummingMap;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// [WorkloadLaws] checks further rounds of a job, too.
class RoundLawsTest {
    @Test
    void aCorrectOnePasses() {
        laws(new Rounds(3)).check();
        laws(new Rounds(7)).check();
    }

    @Test
    void aTimeRelativeToTheClockIsNoDifference() {
        laws(new Rounds(2) {
                    @Override
                    public Finished finish(Long total, Finishing job) {
                        return switch (super.finish(total, job)) {
                            case Finished.Done done -> done;
                            case Finished.Next next ->
                                    new Finished.Next(next.input(), Instant.now().plusSeconds(60));
                        };
                    }
                })
                .check();
    }

    @Test
    void aFurtherPlanFromTheClockIsFound() {
        assertBreaks(
                Law.PLAN_IS_DETERMINISTIC,
                1,
                new Rounds(2) {
                    @Override
                    public Plan plan(Planning job) {
                        String at = job.round().number() == 0 ? "" : "" + System.nanoTime();
                        return new Plan.Numbers(
                                0,
                                job.settings().number("below"),
                                10,
                                new TreeMap<>(Map.of("at", at)));
                    }
                });
    }

    @Test
    void workThatReturnsDifferentResultsInItsSecondRoundIsFound() {
        var calls = new AtomicLong();
        assertBreaks(
                Law.RUNS_AGREE,
                1,
                new Rounds(2) {
                    @Override
                    public TaskResult<Long> work(Task task) {
                        return task.round().number() == 0
                                ? super.work(task)
                                : TaskResult.all(task, calls.incrementAndGet());
                    }
                });
    }

    @Test
    void aTaskThatThrowsInTheFifthRoundIsFound() {
        assertBreaks(
                Law.TASKS_END,
                4,
                new Rounds(5) {
                    @Override
                    public TaskResult<Long> work(Task task) {
                        if (task.round().number() == 4) {
                            throw new ArithmeticException("no value today");
                        }
                        return super.work(task);
                    }
                });
    }

    @Test
    void anInputOfTheNextRoundThatDependsOnTheClockIsFound() {
        assertThatThrownBy(() ->
                        laws(new Rounds(2) {
                                    @Override
                                    public Finished finish(Long total, Finishing job) {
                                        return job.round().number() == 0
                                                ? Finished.next("" + System.nanoTime())
                                                : super.finish(total, job);
                                    }
                                })
                                .check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Law.RUNS_AGREE + "\n")
                .hasMessageContaining("nextRound");
    }

    @Test
    void aMergeThatBreaksOnlyWithResultsOfTheSecondRoundIsFound() {
        assertThatThrownBy(() ->
                        laws(new Rounds(2) {
                                    @Override
                                    long value(long index) {
                                        return 0;
                                    }

                                    @Override
                                    public TaskResult<Long> work(Task task) {
                                        return task.round().number() == 0
                                                ? super.work(task)
                                                : TaskResult.all(task, 3L);
                                    }

                                    // Correct for the zeros of round 0.
                                    @Override
                                    public Long merge(Long left, Long right) {
                                        return left.equals(3L) && right % 3 == 0 && right > 3
                                                ? left - right
                                                : left + right;
                                    }
                                })
                                .check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in round 1: ");
    }

    @Test
    void anAnswerOfTheSecondRoundThatIsNotJsonIsFound() {
        assertBreaks(
                Law.ANSWER_IS_JSON,
                1,
                new Rounds(2) {
                    @Override
                    public Finished finish(Long total, Finishing job) {
                        return job.round().number() == 0
                                ? super.finish(total, job)
                                : Finished.done("total " + total);
                    }
                });
    }

    @Test
    void aCorrectRedrivePasses() {
        laws(new Redriven()).check();
    }

    @Test
    void aRedriveThatDependsOnTheClockIsFound() {
        assertBreaksRedrive(
                new Redriven() {
                    @Override
                    public Optional<Finished.Next> redrive(Long total, Finishing job) {
                        return Optional.of(new Finished.Next("" + System.nanoTime()));
                    }
                });
    }

    @Test
    void aRedriveThatReadsAnotherNumberOfRecordsAgainIsFound() {
        var calls = new AtomicLong();
        assertBreaksRedrive(
                new Redriven() {
                    @Override
                    public Optional<Finished.Next> redrive(Long total, Finishing job) {
                        Records again = Records.read(calls.incrementAndGet());
                        return Optional.of(new Finished.Next("", null, again));
                    }
                });
    }

    @Test
    void aRedriveThatChangesTheTotalIsFound() {
        assertThatThrownBy(() ->
                        WorkloadLaws.of(new CountedWords(true))
                                .set("below", "9")
                                .seeds(1, 1)
                                .check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Law.REDRIVE_IS_PURE + "\n")
                .hasMessageContaining("it changed the total");
        WorkloadLaws.of(new CountedWords(false)).set("below", "9").seeds(1, 1).check();
    }

    @Test
    void aTaskThatThrowsInTheRoundOfARedriveIsFound() {
        assertBreaks(
                Law.TASKS_END,
                1,
                new Redriven() {
                    @Override
                    public TaskResult<Long> work(Task task) {
                        if (task.round().number() == 1) {
                            throw new ArithmeticException("no value today");
                        }
                        return super.work(task);
                    }
                });
    }

    @Test
    void aRedriveThatRefusesIsNoBrokenLaw() {
        laws(new Redriven() {
                    @Override
                    public Optional<Finished.Next> redrive(Long total, Finishing job) {
                        throw new IllegalStateException("not today");
                    }
                })
                .check();
    }

    private static void assertBreaksRedrive(Rounds workload) {
        assertThatThrownBy(() -> laws(workload).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("totals breaks a law: " + Law.REDRIVE_IS_PURE + "\n");
    }

    @Test
    void aJobThatNeverEndsIsFound() {
        @SuppressWarnings("NullAway") // a job without an input
        Draft draft = new Draft(new Rounds(1_001), Map.of("below", "20"), null);
        assertThat(PlainJob.run(new Rounds(1_001), Resources.of(Map.of()), draft.planning(0)))
                .isEqualTo(new PlainJob.End.Threw("there is no answer after 1000 rounds"));
        assertThat(PlainJob.run(new Rounds(1_000), Resources.of(Map.of()), draft.planning(0)))
                .isInstanceOfSatisfying(
                        PlainJob.End.Answered.class,
                        end -> assertThat(end.tasks()).isEqualTo(2_000));
    }

    private static void assertBreaks(Law law, int round, Rounds workload) {
        assertThatThrownBy(() -> laws(workload).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("totals breaks a law: " + law + "\n")
                .hasMessageContaining("in round %d: ".formatted(round));
    }

    private static WorkloadLaws laws(Rounds workload) {
        return WorkloadLaws.of(workload).set("below", "100").seeds(1, 2);
    }

    /// Has one round. A redrive starts another.
    private static class Redriven extends Rounds {
        Redriven() {
            super(1);
        }

        @Override
        public Optional<Finished.Next> redrive(Long total, Finishing job) {
            return job.round().number() == 0
                    ? Optional.of(new Finished.Next("" + total, null, Records.read(3)))
                    : Optional.empty();
        }
    }

    /// Its total can be changed.
    private record CountedWords(boolean forgets) implements SummingMap {
        @Override
        public Definition definition() {
            return Definition.of("words", "Counts a word.").with("below", "how many");
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, job.settings().number("below"), 1);
        }

        @Override
        public TaskResult<Map<String, Long>> work(Task task) {
            return TaskResult.all(task, new TreeMap<>(Map.of("word", 1L)));
        }

        @Override
        public Finished finish(Map<String, Long> total, Finishing job) {
            return Finished.done("{\"words\": " + total.get("word") + "}");
        }

        @Override
        public Optional<Finished.Next> redrive(Map<String, Long> total, Finishing job) {
            if (forgets) {
                total.clear();
            }
            return Optional.empty();
        }
    }

    /// Adds up in rounds. The input of a round is the sum of the rounds before.
    private static class Rounds extends Totals {
        private final int rounds;

        Rounds(int rounds) {
            this.rounds = rounds;
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            String before = job.round().input();
            long sum = total + (before.isEmpty() ? 0 : Long.parseLong(before));
            return job.round().number() + 1 < rounds
                    ? Finished.next("" + sum)
                    : Finished.done("{\"total\": " + sum + "}");
        }
    }
}
