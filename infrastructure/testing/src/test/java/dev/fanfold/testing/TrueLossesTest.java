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

/// Tests that a lost task is accepted only if the plain program loses it too.
class TrueLossesTest {
    private static final int SEEDS = 500;

    @Test
    void lossesOfThePlainProgramPass() {
        String text = OwnWorkload.lines("%d");
        OwnWorkload.TaskFunction permanent =
                losing(new PermanentFailureException("17 cannot be done"));
        OwnWorkload.TaskFunction input = losing(new InvalidInputException("17 is not allowed"));
        OwnWorkload.over(text, Lines::plan, permanent).slice(9).seeds(1, SEEDS);
        OwnWorkload.over(text, Lines::plan, input).slice(9).seeds(1, SEEDS);
        for (OwnWorkload.TaskFunction taskFunction :
                new OwnWorkload.TaskFunction[] {permanent, input}) {
            OwnWorkload.over(text, Lines::plan, taskFunction)
                    .slice(9)
                    .tolerate("50%")
                    .pack(3)
                    .seeds(1, 100);
            OwnWorkload.over(text, job -> JsonLines.plan(job, 3), taskFunction)
                    .tolerate("1")
                    .seeds(1, 100);
        }
    }

    private static OwnWorkload.TaskFunction losing(RuntimeException failure) {
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
        // Only jobs that pinned the replacement read it. They lose all their tasks.
        OwnWorkload.over(
                        OwnWorkload.lines("%d"),
                        Lines::plan,
                        task -> {
                            try (var all = Lines.of(task)) {
                                return all.worked(
                                        all.stream().mapToLong(TrueLossesTest::checkSize).sum());
                            }
                        })
                .slice(9)
                .seeds(1, SEEDS);
    }

    private static long checkSize(String line) {
        if (Long.parseLong(line) > 40) {
            throw new InvalidInputException(line + " is too large");
        }
        return 1;
    }

    @Test
    void aPlanThatRejectsOnlyTheReplacedInputPasses() {
        OwnWorkload.over(
                        OwnWorkload.lines("%d"),
                        TrueLossesTest::planOfTheOriginalInput,
                        OwnWorkload::lineHashes)
                .slice(9)
                .seeds(1, SEEDS);
    }

    private static Plan planOfTheOriginalInput(Planning job) throws IOException {
        try (InputStream in = job.source().open(job.pin(), 0, 1)) {
            String firstCharacter = new String(in.readNBytes(1), StandardCharsets.UTF_8);
            if (!firstCharacter.equals("1")) {
                throw new InvalidInputException("it begins with " + firstCharacter);
            }
        }
        return Lines.plan(job);
    }

    @Test
    void aLossThatThePlainProgramDoesNotHaveFails() {
        assertThatThrownBy(() ->
                        loseTaskOnlyInSimulator(new PermanentFailureException("not true"), 20))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("I9")
                .hasMessageContaining("task 3 is lost as PERMANENT")
                .hasMessageContaining("scenario: ");
        assertThatThrownBy(() -> loseTaskOnlyInSimulator(new InvalidInputException("not true"), 20))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("task 3 is lost as INPUT");
    }

    // The plain program's tasks read another source than the simulated S3.
    private static boolean isPlain(Task task) {
        return task.source().getClass().getSimpleName().equals("PlainSource");
    }

    private static void loseTaskOnlyInSimulator(RuntimeException failure, int seeds) {
        OwnWorkload.over(
                        OwnWorkload.lines("%d"),
                        Lines::plan,
                        task -> {
                            if (task.index() == 3 && !isPlain(task)) {
                                throw failure;
                            }
                            return OwnWorkload.lineHashes(task);
                        })
                .slice(9)
                .seeds(1, seeds);
    }

    @Test
    void aFailureThatDoesNotRepeatIsReportedWithItsSeed() {
        // Five failures, because a worker may be killed before it reports the first ones.
        var failuresLeft = new AtomicInteger(5);
        assertThatThrownBy(() ->
                        OwnWorkload.over(
                                        OwnWorkload.lines("%d"),
                                        Lines::plan,
                                        task -> {
                                            if (!isPlain(task)
                                                    && failuresLeft.getAndDecrement() > 0) {
                                                throw new PermanentFailureException("only once");
                                            }
                                            return OwnWorkload.lineHashes(task);
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
    void aJobWhoseTasksAllFailIsRejected() {
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
                                        OwnWorkload::lineHashes)
                                .seeds(1, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it has no plan: not this file");
    }
}
