package dev.fanfold.workloads.tabulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.JobSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests that a job can follow the advice for a number in another notation.
class NotationAdviceTest {
    private static final String HINT =
            "is not a number; if this is how the file writes numbers, use ";
    private static final Pattern SETTING =
            Pattern.compile("--set (decimal|thousands)=(?:\"([^\"]*)\"|([.,]))");
    private static final List<Separators> ALL =
            Stream.of(".", ",")
                    .flatMap(decimal ->
                            NotationTest.THOUSANDS.stream()
                                    .filter(thousands -> !thousands.equals(decimal))
                                    .map(thousands -> new Separators(decimal, thousands)))
                    .toList();

    /// The two settings of a job.
    private record Separators(String decimal, String thousands) {
        Notation notation() {
            return new Notation(decimal, thousands);
        }

        boolean accept(String text) {
            return NotationTest.parsed(text, notation()).isPresent();
        }

        String reason(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return notation().reason(bytes, 0, bytes.length);
        }

        /// The notation of a job with these settings that follows an advice.
        Notation following(String advice) {
            var settings = new TreeMap<>(Map.of("decimal", decimal, "thousands", thousands));
            Matcher advised = SETTING.matcher(advice);
            while (advised.find()) {
                String quoted = advised.group(2);
                settings.put(advised.group(1), quoted == null ? advised.group(3) : quoted);
            }
            assertThat(advised.reset().replaceAll("")).as(advice).isBlank();
            return Notation.of(JobSettings.of(settings));
        }
    }

    private static List<String> advice(String reason) {
        return reason.startsWith(HINT)
                ? List.of(reason.substring(HINT.length()).split(" or ", -1))
                : List.of();
    }

    // Checks the advice of every job that does not read the text as a number.
    private static int assertAdvice(String text) {
        boolean isNumber = ALL.stream().anyMatch(any -> any.accept(text));
        List<Separators> jobs = ALL.stream().filter(job -> !job.accept(text)).toList();
        for (Separators job : jobs) {
            List<String> advice = advice(job.reason(text));
            assertThat(advice.isEmpty()).as("%s: \"%s\"", job, text).isEqualTo(!isNumber);
            assertThat(advice)
                    .as("%s: \"%s\"", job, text)
                    .allMatch(each -> NotationTest.parsed(text, job.following(each)).isPresent());
        }
        return isNumber ? jobs.size() : 0;
    }

    @Test
    void everyAdviceIsAcceptedWithTheOtherSettingsOfTheJob() {
        int[] advised = new int[1];
        Seeds.each(
                10_000,
                random -> {
                    Separators file = ALL.get(random.nextInt(ALL.size()));
                    advised[0] +=
                            assertAdvice(
                                    NotationTest.text(random, file.decimal(), file.thousands()));
                });
        assertThat(advised[0]).isGreaterThan(20_000);
    }

    @Test
    void anAdviceNamesTheSettingsThatChange() {
        assertThat(new Separators(".", ",").reason("1,01"))
                .isEqualTo(HINT + "--set decimal=, --set thousands=\"\"");
        assertThat(new Separators(",", ".").reason("1.01"))
                .isEqualTo(HINT + "--set decimal=. --set thousands=\"\"");
        assertThat(new Separators(",", "").reason("1,234.5"))
                .isEqualTo(HINT + "--set decimal=. --set thousands=\",\"");
        assertThat(new Separators(".", " ").reason("1 234,5")).isEqualTo(HINT + "--set decimal=,");
        assertThat(new Separators(".", "'").reason("1.234,5"))
                .isEqualTo(HINT + "--set decimal=, --set thousands=\".\"");
        assertThat(new Separators(".", " ").reason("1,234"))
                .isEqualTo(HINT + "--set thousands=\",\" or --set decimal=,");
    }

    private static String reason(String text, Map<String, String> settings) {
        String file = "a;v\nx;\"" + text + "\"\n";
        var allSettings = new TreeMap<>(Map.of("separator", ";", "measure", "v"));
        allSettings.putAll(settings);
        return new Job(file, 1 << 20, allSettings).work(0).records().first().getFirst().reason();
    }

    @Test
    void aJobReportsTheAdvice() {
        assertThat(reason("1,01", Map.of())).isEqualTo("v: \"1,01\" " + HINT + "--set decimal=,");
        assertThat(reason("1.234,5", Map.of()))
                .isEqualTo("v: \"1.234,5\" " + HINT + "--set decimal=, --set thousands=\".\"");
        assertThat(reason("1,234", Map.of()))
                .isEqualTo("v: \"1,234\" " + HINT + "--set thousands=\",\" or --set decimal=,");
        assertThat(reason("1.5", Map.of("decimal", ",")))
                .isEqualTo("v: \"1.5\" " + HINT + "--set decimal=.");
        assertThat(reason("1,5", Map.of("thousands", ",")))
                .isEqualTo("v: \"1,5\" " + HINT + "--set decimal=, --set thousands=\"\"");
        assertThat(reason("x", Map.of())).isEqualTo("v: \"x\" is not a number");
        assertThat(reason("1e999", Map.of())).isEqualTo("v: \"1e999\" is beyond 10^300 or 10^-300");
    }
}
