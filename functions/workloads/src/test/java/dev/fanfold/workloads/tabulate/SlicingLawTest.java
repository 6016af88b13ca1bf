package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.fold.Covered;
import dev.fanfold.engine.outcome.Records;
import dev.fanfold.engine.work.Worked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// However a file is cut and in whatever order its parts are merged, the answer is that of
/// [PlainProgram], or the coverage does not close.
class SlicingLawTest {
    private static final List<String> GROUPS = List.of("city");
    private static final List<String> MEASURES = List.of("the \"value\"", "größe");

    private static Map<String, String> settings(NastyFile file, String multiline) {
        return Map.of(
                "group-by",
                "city",
                "measure",
                "the \"value\",größe",
                "separator",
                file.separator().equals("\t") ? "tab" : file.separator(),
                "multiline",
                multiline);
    }

    @Test
    void aWholeFileGivesThePlainProgramsAnswer() {
        Seeds.each(
                600,
                random -> {
                    NastyFile file = NastyFile.of(random, true);
                    var job = new Job(file.text(), 1 << 20, settings(file, "true"));

                    assertThat(proven(job, job.workAll(), random, file)).isTrue();
                });
    }

    @Test
    void slicesOfAFewBytesGiveThePlainProgramsAnswer() {
        Seeds.each(
                900,
                random -> {
                    NastyFile file = NastyFile.of(random, false);
                    var job =
                            new Job(
                                    file.text(),
                                    1 + random.nextInt(random.nextBoolean() ? 8 : 300),
                                    settings(file, "false"));

                    assertThat(proven(job, job.workAll(), random, file)).isTrue();
                    var whole = new Job(file.text(), 1 << 20, settings(file, "false"));
                    assertThat(records(job)).isEqualTo(records(whole));
                });
    }

    private static Records records(Job job) {
        return job.workAll().stream().map(Worked::records).reduce(Records.NONE, Records::plus);
    }

    @Test
    void aLineEndInQuotesAtACutIsRightOrRefusedOrTheCoverageDoesNotClose() {
        var outcomes = new int[3];
        Seeds.each(
                2_500,
                random -> {
                    NastyFile file = NastyFile.of(random, true);
                    var job =
                            new Job(file.text(), 1 + random.nextInt(400), settings(file, "false"));

                    Optional<List<Worked<Tabulation>>> worked = unlessRefused(job);
                    outcomes[worked.map(all -> proven(job, all, random, file) ? 1 : 0).orElse(2)]++;
                });
        assertThat(outcomes[0]).isGreaterThan(100);
        assertThat(outcomes[1]).isGreaterThan(100);
        assertThat(outcomes[2]).isPositive();
    }

    // A slice that begins inside quotes takes what opens a field for what closes one.
    private static Optional<List<Worked<Tabulation>>> unlessRefused(Job job) {
        try {
            return Optional.of(job.workAll());
        } catch (InputFault refused) {
            assertThat(refused).hasMessageContaining("multiline=true");
            return Optional.empty();
        }
    }

    // False when the coverage does not close; fails when it does and the answer is wrong.
    private static boolean proven(
            Job job, List<Worked<Tabulation>> worked, SplittableRandom random, NastyFile file) {
        Covered covered = Covered.NOTHING;
        Records records = Records.NONE;
        for (Worked<Tabulation> each : worked) {
            covered = covered.plus(each.coverage());
            records = records.plus(each.records());
        }
        if (!covered.closes(job.plan)) {
            return false;
        }
        var plain = new PlainProgram(file.text(), file.separator(), GROUPS, MEASURES);
        assertThat(records.read()).isEqualTo(plain.read);
        assertThat(records.rejected()).isEqualTo(plain.rejected);
        assertThat(records.first()).hasSize((int) Math.min(5, plain.rejected));
        assertThat(job.json(mergedAnyhow(worked, random))).isEqualTo(plain.json());
        return true;
    }

    private static Tabulation mergedAnyhow(
            List<Worked<Tabulation>> worked, SplittableRandom random) {
        var rest = new ArrayList<Tabulation>();
        worked.forEach(each -> rest.add(each.partial()));
        while (rest.size() > 1) {
            Tabulation left = rest.remove(random.nextInt(rest.size()));
            rest.add(Tabulation.merge(left, rest.remove(random.nextInt(rest.size()))));
        }
        return rest.isEmpty() ? Tabulation.EMPTY : rest.getFirst();
    }

    @Test
    void theSameRejectionsAreShownHoweverTheFileIsCut() {
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
                        "22 text after a closing quote");
        for (int slice = 1; slice < 40; slice++) {
            var cut =
                    new Job(
                            "k,v\n" + rows,
                            slice,
                            Map.of("group-by", "k", "measure", "v", "separator", ","));
            assertThat(
                            cut.workAll().stream()
                                    .map(Worked::records)
                                    .reduce(Records.NONE, Records::plus))
                    .isEqualTo(whole);
        }
        assertThat(whole.read()).isEqualTo(9);
    }
}
