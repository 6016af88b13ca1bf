package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.JsonLines;
import dev.fanfold.workload.read.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A loss is accepted if the plain program has it too; any other loss fails the test.
class TrueLossesTest {
    private static final int SEEDS = 500;

    @Test
    void lossesOfThePlainProgramPass() {
        String text = OwnWorkload.lines("%d");
        OwnWorkload.Doing permanent = losing(new PermanentFailureException("17 cannot be done"));
        OwnWorkload.Doing input = losing(new InvalidInputException("17 is not allowed"));
        OwnWorkload.over(text, Lines::plan, permanent).slice(9).seeds(1, SEEDS);
        OwnWorkload.over(text, Lines::plan, input).slice(9).seeds(1, SEEDS);
        for (OwnWorkload.Doing doing : new OwnWorkload.Doing[] {permanent, input}) {
            OwnWorkload.over(text, Lines::plan, doing)
                    .slice(9)
                    .tolerate("50%")
                    .pack(3)
                    .seeds(1, 100);
            OwnWorkload.over(text, job -> JsonLines.plan(job, 3), doing)
                    .tolerate("1")
                    .seeds(1, 100);
        }
    }

    private static OwnWorkload.Doing losing(RuntimeException failure) {
        return task -> {
            try (var lines = JsonLines.of(task)) {
                long sum = 0;
                for (String line : lines) {
                    if (line.equals("17")) {
                        throw failure;
                    }
                    sum += Long.parseLong(line);
                }
                return lines.worked(sum);
            }
        };
    }

    @Test
    void workThatRejectsOnlyTheReplacedInputPasses() {
        // Only jobs of the replaced object read it; these jobs lose all tasks.
        OwnWorkload.over(
                        OwnWorkload.lines("%d"),
                        Lines::plan,
                        task -> {
                            try (var all = Lines.of(task)) {
                                return all.worked(
                                        all.stream().mapToLong(TrueLossesTest::known).sum());
                            }
                        })
                .slice(9)
                .seeds(1, SEEDS);
    }

    private static long known(String line) {
        if (Long.parseLong(line) > 40) {
            throw new InvalidInputException(line + " is too large");
        }
        return 1;
    }

    @Test
    void aPlanThatRejectsOnlyTheReplacedInputPasses() {
        OwnWorkload.over(
                        OwnWorkload.lines("%d"),
                        TrueLossesTest::startingWithOne,
                        OwnWorkload::characters)
                .slice(9)
                .seeds(1, SEEDS);
    }

    private static Plan startingWithOne(Planning job) throws IOException {
        try (InputStream in = job.source().open(job.pin(), 0, 1)) {
            String head = new String(in.readNBytes(1), StandardCharsets.UTF_8);
            if (!head.equals("1")) {
                throw new InvalidInputException("it begins with " + head);
            }
        }
        return Lines.plan(job);
    }

    @Test
    void aLossThatThePlainProgramDoesNotHaveFails() {
        assertThatThrownBy(() -> assertUntrue(new PermanentFailureException("not true"), 20))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("I9")
                .hasMessageContaining("task 3 is lost as PERMANENT")
                .hasMessageContaining("scenario: ");
        assertThatThrownBy(() -> assertUntrue(new InvalidInputException("not true"), 20))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("task 3 is lost as INPUT");
    }

    // Whether the task reads the source of the plain program instead of the simulated S3.
    private static boolean isPlain(Task task) {
        return task.source().getClass().getSimpleName().equals("PlainSource");
    }

    private static void assertUntrue(RuntimeException untrue, int seeds) {
        OwnWorkload.over(
                        OwnWorkload.lines("%d"),
                        Lines::plan,
                        task -> {
                            if (task.index() == 3 && !isPlain(task)) {
                                throw untrue;
                            }
                            return OwnWorkload.characters(task);
                        })
                .slice(9)
                .seeds(1, seeds);
    }

    @Test
    void aFailureThatDoesNotRepeatIsReportedWithItsSeed() {
        // Five failures, because a worker may die before it reports the first loss.
        var left = new AtomicInteger(5);
        assertThatThrownBy(() ->
                        OwnWorkload.over(
                                        OwnWorkload.lines("%d"),
                                        Lines::plan,
                                        task -> {
                                            if (!isPlain(task) && left.getAndDecrement() > 0) {
                                                throw new PermanentFailureException("only once");
                                            }
                                            return OwnWorkload.characters(task);
                                        })
                                .slice(9)
                                .seeds(1, 5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("I9")
                .hasMessageContaining("only once")
                .hasMessageContaining("when it was run again")
                .hasMessageContaining("scenario: ");
    }

    @Test
    void aJobWithoutAnyDoableTaskFails() {
        assertThatThrownBy(() ->
                        OwnWorkload.over(
                                        OwnWorkload.lines("%d"),
                                        Lines::plan,
                                        task -> TaskResult.all(task, 1L))
                                .slice(9)
                                .seeds(1, 5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("tasks can be done, not even by a plain program")
                .hasMessageContaining("Lines.of(task)");
        assertThatThrownBy(() ->
                        OwnWorkload.over(
                                        OwnWorkload.lines("%d"),
                                        _ -> {
                                            throw new InvalidInputException("not this file");
                                        },
                                        OwnWorkload::characters)
                                .seeds(1, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it has no plan: not this file");
    }
}
