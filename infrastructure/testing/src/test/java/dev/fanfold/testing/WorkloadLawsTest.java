package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.Codec;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Pin;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Workload;
import dev.fanfold.workload.read.Lines;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Tests that [WorkloadLaws] finds each broken law, names it and shows a small example.
class WorkloadLawsTest {
    @Test
    void aPlanFromTheClockIsFound() {
        assertBreaks(
                Law.PLAN_IS_DETERMINISTIC,
                new Totals() {
                    @Override
                    public Plan plan(Planning job) {
                        return new Plan.Numbers(
                                0,
                                job.settings().number("below"),
                                10,
                                new TreeMap<>(Map.of("at", String.valueOf(System.nanoTime()))));
                    }
                });
    }

    @Test
    void aPlanThatChangesFromSecondToSecondIsFound() {
        assertBreaks(
                Law.PLAN_IS_DETERMINISTIC,
                new Totals() {
                    @Override
                    public Plan plan(Planning job) {
                        long second = System.currentTimeMillis() / 1_000;
                        return new Plan.Numbers(
                                0,
                                job.settings().number("below"),
                                10,
                                new TreeMap<>(Map.of("at", String.valueOf(second))));
                    }
                });
    }

    @Test
    void aPlanOverAnotherObjectIsFound() {
        var text =
                OwnWorkload.laws(
                        job -> {
                            Plan.Bytes plan = Lines.plan(job);
                            return Plan.bytes(
                                    new Pin(
                                            plan.object().uri(),
                                            "1",
                                            "1",
                                            plan.object().size() - 1),
                                    0,
                                    plan.each(),
                                    Map.of());
                        },
                        OwnWorkload::lineHashes);
        assertThatThrownBy(() -> text.input(OwnWorkload.lines("%d")).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Law.PLAN_TILES_THE_INPUT.toString());
    }

    @Test
    void aTaskThatThrowsIsFound() {
        assertBreaks(
                Law.TASKS_END,
                new Totals() {
                    @Override
                    long value(long index) {
                        throw new ArithmeticException("no value today");
                    }
                });
    }

    @Test
    void workThatReturnsDifferentResultsIsFound() {
        var calls = new AtomicLong();
        assertBreaks(
                Law.RUNS_AGREE,
                new Totals() {
                    @Override
                    long value(long index) {
                        return calls.incrementAndGet();
                    }
                });
    }

    @Test
    void aTaskThatOnlyItsSecondAttemptLosesIsFound() {
        assertBreaks(
                Law.RUNS_AGREE,
                new Totals() {
                    @Override
                    public TaskResult<Long> work(Task task) {
                        if (task.index() == 1 && task.attempt() > 1) {
                            throw new PermanentFailureException("no second attempt");
                        }
                        return super.work(task);
                    }
                });
    }

    @Test
    void aTimeOfDayInTheAnswerIsFound() {
        assertBreaks(Law.RUNS_AGREE, new Timed(1));
    }

    // Usually two runs differ. If a second ends while one law is checked, that law is broken.
    @Test
    void aTimeInSecondsInTheAnswerIsFound() {
        assertThatThrownBy(() -> laws(new Timed(1_000_000_000)).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("totals breaks a law: ")
                .hasMessageContaining("\"at\": ");
    }

    @Test
    void declaredMeasurementsMayDiffer() {
        laws(new Timed(1)).measured("at").check();
        assertThatThrownBy(() -> laws(new Timed(1)).measured("a", "t", "att").check())
                .hasMessageContaining(Law.RUNS_AGREE.toString());
    }

    @Test
    void aDeclaredMeasurementDoesNotExcuseOtherDifferences() {
        var calls = new AtomicLong();
        var workload =
                new Timed(1) {
                    @Override
                    long value(long index) {
                        return calls.incrementAndGet();
                    }
                };
        assertThatThrownBy(() -> laws(workload).measured("at").check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Law.RUNS_AGREE.toString());
    }

    @Test
    void aCodecThatLosesDataIsFound() {
        assertBreaks(Law.CODEC_KEEPS, new Totals(new ShortCodec(0xff)));
    }

    @Test
    void aCodecThatLosesOnlyLargeTotalsIsFound() {
        assertBreaks(Law.CODEC_KEEPS, new Totals(new ShortCodec(0xfffffff)));
    }

    /// A codec that keeps only the bits of the mask.
    private record ShortCodec(long mask) implements Codec<Long> {
        @Override
        public byte[] encode(Long value) {
            return ByteBuffer.allocate(8).putLong(value & mask).array();
        }

        @Override
        public Long decode(byte[] bytes) {
            return ByteBuffer.wrap(bytes).getLong();
        }
    }

    @Test
    void aPartialResultAtTheLimitPassesAndOneByteMoreIsFound() {
        laws(new Totals()).maxPartial(Long.BYTES).check();
        assertThatThrownBy(() -> laws(new Totals()).maxPartial(Long.BYTES - 1).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Law.PARTIALS_ARE_SMALL.toString())
                .hasMessageContaining("is 8 bytes; the limit is 7");
        assertThat(WorkloadLaws.MAX_PARTIAL_BYTES).isEqualTo(96 * 1024 * 1024);
    }

    @Test
    void aMergeThatDependsOnTheOrderIsFound() {
        assertBreaks(
                Law.MERGE_IS_COMMUTATIVE,
                new Totals() {
                    @Override
                    public Long merge(Long left, Long right) {
                        return left == 0 ? right : right == 0 ? left : left * 31 + right;
                    }
                });
    }

    @Test
    void aMergeThatCountsIsFoundToHaveNoIdentity() {
        assertBreaks(
                Law.MERGE_HAS_AN_IDENTITY,
                new Totals() {
                    @Override
                    public Long merge(Long left, Long right) {
                        return left + right + 1;
                    }
                });
    }

    @Test
    void aMergeThatRejectsEmptyHasNoIdentity() {
        assertThatThrownBy(() ->
                        new MergeLawsOf(
                                        new Totals() {
                                            @Override
                                            public Long merge(Long left, Long right) {
                                                if (left == 0 || right == 0) {
                                                    throw new IllegalStateException("nothing");
                                                }
                                                return left + right;
                                            }
                                        })
                                .check())
                .hasMessageContaining(Law.MERGE_HAS_AN_IDENTITY.toString())
                .hasMessageContaining("nothing");
    }

    /// Checks only the laws of merge, because a job of such a workload has no answer.
    private record MergeLawsOf(Totals workload) {
        void check() {
            new MergeLaws<>(workload, List.of(Codec.longs().encode(1L)), new Random(1))
                    .check()
                    .ifPresent(broken -> {
                        throw new AssertionError(broken);
                    });
        }
    }

    @Test
    void aMeanOfMeansIsFound() {
        assertBreaks(
                Law.MERGE_IS_ASSOCIATIVE,
                new Totals() {
                    @Override
                    public Long merge(Long left, Long right) {
                        return left == 0 ? right : right == 0 ? left : (left + right) / 2;
                    }
                });
    }

    @Test
    void aMergeThatChangesItsRightSideIsFound() {
        assertThatThrownBy(() -> laws(new Counts()).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Law.MERGE_KEEPS_RIGHT.toString());
    }

    @Test
    void aLineThatTwoSlicesReadIsFoundInAFewLines() {
        var text =
                OwnWorkload.laws(
                        Lines::plan,
                        task -> {
                            TaskResult<Long> result = OwnWorkload.lineHashes(task);
                            boolean inner = task.slice().from() % 7 == 3;
                            return new TaskResult<>(
                                    result.partial() + (inner ? 1 : 0),
                                    result.coverage(),
                                    result.records());
                        });
        assertThatThrownBy(() -> text.input(OwnWorkload.lines("line %d")).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("own breaks a law: " + Law.CUTS_AGREE)
                .hasMessageContaining("the answer depends on how the input is cut")
                .hasMessageContaining("input: the smallest found, ")
                .hasMessageContaining("seed: 1");
    }

    @Test
    void aDefectThatOnlyGeneratedInputsShowIsFoundWithItsSeed() {
        var text =
                OwnWorkload.laws(
                        Lines::plan,
                        task -> {
                            TaskResult<Long> result = OwnWorkload.lineHashes(task);
                            boolean odd = result.records().read() > 0 && result.partial() % 5 == 0;
                            return new TaskResult<>(
                                    odd ? task.slice().from() : result.partial(),
                                    result.coverage(),
                                    result.records());
                        });
        assertThatThrownBy(() ->
                        text.input("a\nb\n")
                                .inputs(random ->
                                        bytes(
                                                "%d\n%d\n"
                                                        .formatted(
                                                                random.nextInt(99),
                                                                random.nextInt(99))))
                                .check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Law.CUTS_AGREE.toString())
                .hasMessageContaining("seed: ");
    }

    @Test
    void anAnswerThatIsNoJsonIsFound() {
        assertBreaks(
                Law.ANSWER_IS_JSON,
                new Totals() {
                    @Override
                    public Finished finish(Long total, Finishing job) {
                        return Finished.done("total " + total);
                    }
                });
    }

    @Test
    void theSettingsOfAnExampleAreMinimized() {
        var workload =
                new Totals() {
                    @Override
                    public Finished finish(Long total, Finishing job) {
                        return Finished.done(job.plan().to() >= 57 ? "no json" : "0");
                    }
                };
        assertThatThrownBy(() -> laws(workload).check())
                .hasMessageContaining(Law.ANSWER_IS_JSON.toString())
                .hasMessageContaining("settings: {below=57}");
    }

    @Test
    void generatedSettingsAreChecked() {
        var workload =
                new Totals() {
                    @Override
                    public Finished finish(Long total, Finishing job) {
                        return Finished.done(job.plan().to() % 2 == 1 ? "no json" : "0");
                    }
                };
        assertThatThrownBy(() ->
                        WorkloadLaws.of(workload)
                                .settings(
                                        random -> Map.of("below", "" + (20 + random.nextInt(100))))
                                .check())
                .hasMessageContaining(Law.ANSWER_IS_JSON.toString());
    }

    @Test
    void correctWorkloadsPass() {
        laws(new Totals()).check();
        OwnWorkload.laws(Lines::plan, OwnWorkload::lineHashes)
                .input(OwnWorkload.lines("line %d"))
                .inputs(random -> bytes(OwnWorkload.lines("%d " + random.nextInt())))
                .seeds(1, 5)
                .check();
    }

    @Test
    void seedsMayBeNegative() {
        OwnWorkload.laws(Lines::plan, OwnWorkload::lineHashes)
                .input(OwnWorkload.lines("line %d"))
                .input(OwnWorkload.lines("other line %d"))
                .settings(_ -> Map.of())
                .seeds(-3, 2)
                .check();
    }

    @Test
    void aCheckThatProvesNothingIsRejected() {
        assertThatThrownBy(() -> WorkloadLaws.of(new Totals()).set("below", "9").check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shows little");
        assertThatThrownBy(() -> laws(new Totals()).input("x").check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reads no input");
        assertThatThrownBy(() -> OwnWorkload.laws(Lines::plan, OwnWorkload::lineHashes).check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reads an input");
        assertThatThrownBy(() -> WorkloadLaws.of(new Totals()).set("belo", "9").check())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("below");
        assertThatThrownBy(() ->
                        OwnWorkload.laws(
                                        _ -> {
                                            throw new InvalidInputException("never");
                                        },
                                        OwnWorkload::lineHashes)
                                .input("x\ny\n")
                                .check())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertBreaks(Law law, Totals workload) {
        assertThatThrownBy(() -> laws(workload).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("totals breaks a law: " + law + "\n")
                .hasMessageContaining("seed: 1");
    }

    private static WorkloadLaws laws(Workload<?> workload) {
        return WorkloadLaws.of(workload).set("below", "200");
    }

    /// A workload with the time in its answer.
    private static class Timed extends Totals {
        private final long nanos;

        Timed(long nanos) {
            this.nanos = nanos;
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            long at =
                    (System.currentTimeMillis() * 1_000_000 + System.nanoTime() % 1_000_000)
                            / nanos;
            return Finished.done("{\"total\": " + total + ", \"at\": " + at + "}");
        }
    }
}
