package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.fold.CoverageSum;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Records;
import dev.fanfold.workload.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// With slices of any size and any order of merging, the answer equals that of [PlainProgram].
class SlicingLawTest {
    private static final List<String> GROUPS = List.of("city");
    private static final List<String> MEASURES = List.of("the \"value\"", "größe");

    @Test
    void aMultilineFileGivesThePlainProgramsAnswerOrIsRejected() {
        var outcomes = new int[2];
        Seeds.each(
                1_500,
                random -> {
                    NastyFile file = NastyFile.of(random, true);
                    var job = new Job(file.text(), 1 + random.nextInt(300), file.settings());

                    assertThat(job.plan.tasks()).isLessThan(2);
                    outcomes[equalsPlainProgram(job, random, file) ? 1 : 0]++;
                });
        assertThat(outcomes[0]).as("rejected").isGreaterThan(3);
        assertThat(outcomes[1]).as("answered").isGreaterThan(1_000);
    }

    @Test
    void slicesOfAFewBytesGiveThePlainProgramsAnswer() {
        Seeds.each(
                1_500,
                random -> {
                    NastyFile file = NastyFile.of(random, false);
                    int slice = 1 + random.nextInt(random.nextBoolean() ? 8 : 300);
                    var job = new Job(file.text(), slice, file.settings());

                    assertThat(equalsPlainProgram(job, random, file)).isTrue();
                    var whole = new Job(file.text(), 1 << 20, file.settings());
                    assertThat(records(job)).isEqualTo(records(whole));
                    assertThat(job.rejections()).isEqualTo(whole.rejections());
                });
    }

    @Test
    void everySliceSizeGivesTheSameAnswer() {
        Seeds.each(
                40,
                random -> {
                    NastyFile file = NastyFile.of(random, false);
                    for (int slice = 7; slice < 200; slice += 1 + slice / 8) {
                        assertThat(
                                        equalsPlainProgram(
                                                new Job(file.text(), slice, file.settings()),
                                                random,
                                                file))
                                .isTrue();
                    }
                });
    }

    private static Records records(Job job) {
        return job.workAll().stream().map(TaskResult::records).reduce(Records.NONE, Records::plus);
    }

    // Asserts that the job has the plain program's answer. False if the plain program finds an
    // unclosed quote, and the job was rejected for it.
    private static boolean equalsPlainProgram(Job job, SplittableRandom random, NastyFile file) {
        var plain = new PlainProgram(file, GROUPS, MEASURES);
        if (plain.enclosesFurtherLines) {
            assertThatThrownBy(job::workAll)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("never closed");
            return false;
        }
        List<TaskResult<Tabulation>> results = job.workAll();
        CoverageSum coverageSum = CoverageSum.NOTHING;
        Records records = Records.NONE;
        for (TaskResult<Tabulation> each : results) {
            coverageSum = coverageSum.plus(each.coverage());
            records = records.plus(each.records());
        }
        assertThat(coverageSum.closes(job.plan)).isTrue();
        assertThat(records.read()).isEqualTo(plain.read);
        assertThat(records.rejected()).isEqualTo(plain.rejected);
        assertThat(records.first()).hasSize((int) Math.min(5, plain.faults));
        assertThat(job.rejections().stream().map(SlicingLawTest::record))
                .isEqualTo(plain.faulty.stream().map(SlicingLawTest::json).toList());
        assertThat(job.json(mergeInRandomOrder(results, random))).isEqualTo(plain.json());
        return true;
    }

    // The record in a line of rejects.jsonl. Quotes in the reason are escaped.
    private static String record(String rejection) {
        String start = "\",\"record\":";
        return rejection.substring(
                rejection.indexOf(start) + start.length(), rejection.length() - 1);
    }

    private static String json(String text) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int named = "\"\\\b\f\n\r\t".indexOf(c);
            json.append(
                    named >= 0
                            ? "\\" + "\"\\bfnrt".charAt(named)
                            : c < ' ' ? "\\u%04x".formatted((int) c) : "" + c);
        }
        return json.append('"').toString();
    }

    private static Tabulation mergeInRandomOrder(
            List<TaskResult<Tabulation>> results, SplittableRandom random) {
        var unmerged = new ArrayList<Tabulation>();
        results.forEach(each -> unmerged.add(each.partial()));
        while (unmerged.size() > 1) {
            Tabulation left = unmerged.remove(random.nextInt(unmerged.size()));
            unmerged.add(Tabulation.merge(left, unmerged.remove(random.nextInt(unmerged.size()))));
        }
        return unmerged.isEmpty() ? Tabulation.EMPTY : unmerged.getFirst();
    }

    @Test
    void theSameRejectionsAreListedForEverySliceSize() {
        String rows = "a,1\nb,x\nc\nd,y\ne,z\n\"f\"g,1\nh,2\ni,v\nj,w\n";
        var job =
                new Job(
                        "k,v\n" + rows,
                        100_000,
                        Map.of("group-by", "k", "measure", "v", "separator", ","));
        Records whole = job.work(0).records();

        assertThat(
                        whole.first().stream()
                                .map(rejection -> rejection.offset() + " " + rejection.reason()))
                .containsExactly(
                        "8 v: \"x\" is not a number",
                        "12 1 columns, not 2",
                        "14 v: \"y\" is not a number",
                        "18 v: \"z\" is not a number",
                        "22 text after a closing quote; if quotes are plain characters, add --set quote=none");
        for (int slice = 1; slice < 40; slice++) {
            var cut =
                    new Job(
                            "k,v\n" + rows,
                            slice,
                            Map.of("group-by", "k", "measure", "v", "separator", ","));
            assertThat(
                            cut.workAll().stream()
                                    .map(TaskResult::records)
                                    .reduce(Records.NONE, Records::plus))
                    .isEqualTo(whole);
        }
        assertThat(whole.read()).isEqualTo(9);
    }
}
