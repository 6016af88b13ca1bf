package dev.fanfold.engine.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Pin;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Requests, and the ids that are derived from them.
class ArrivalTest {
    private static final Pin PIN = new Pin(URI.create("s3://inbox/a/b/c.csv"), "v1", "etag", 10);

    @Test
    void theSameRequestForTheSameInputIsTheSameJob() {
        assertThat(JobId.of(request(Map.of("a", "1", "b", "2"), 0), PIN))
                .isEqualTo(JobId.of(request(Map.of("b", "2", "a", "1"), 0), PIN));
    }

    @Test
    void anythingElseIsAnotherJob() {
        JobId id = JobId.of(request(Map.of("a", "1"), 0), PIN);

        assertThat(JobId.of(request(Map.of("a", "2"), 0), PIN)).isNotEqualTo(id);
        assertThat(JobId.of(request(Map.of("a", "1"), 1), PIN)).isNotEqualTo(id);
        assertThat(JobId.of(request(Map.of("a", "1"), 0), new Pin(PIN.uri(), "v2", "etag", 10)))
                .isNotEqualTo(id);
        assertThat(JobId.of(request(Map.of("a", "1"), 0), null)).isNotEqualTo(id);
    }

    @Test
    void everyPartOfTheInputsPinTellsJobsApart() {
        JobId id = JobId.of(request(Map.of(), 0), PIN);

        for (Pin other :
                List.of(
                        new Pin(URI.create("s3://inbox/a/b/d.csv"), "v1", "etag", 10),
                        new Pin(PIN.uri(), "v2", "etag", 10),
                        new Pin(PIN.uri(), "v1", "other", 10),
                        new Pin(PIN.uri(), "v1", "etag", 11))) {
            assertThat(JobId.of(request(Map.of(), 0), other)).as("%s", other).isNotEqualTo(id);
        }
    }

    @Test
    void workloadNamesAndOptionsTellJobsApart() {
        JobId id = JobId.of(request(Map.of("a", "1"), 0), PIN);
        JobOptions packed =
                new JobOptions(
                        Tolerance.NONE, JobOptions.DEFAULT_REJECT, 7, 0, 100, Duration.ofDays(1));

        assertThat(
                        JobId.of(
                                new JobRequest(
                                        "noop",
                                        JobSettings.of(Map.of("a", "1")),
                                        JobOptions.DEFAULT,
                                        PIN.uri(),
                                        "me",
                                        0),
                                PIN))
                .isNotEqualTo(id);
        assertThat(JobId.of(request(Map.of("b", "1"), 0), PIN)).isNotEqualTo(id);
        assertThat(
                        JobId.of(
                                new JobRequest(
                                        "tabulate",
                                        JobSettings.of(Map.of("a", "1")),
                                        packed,
                                        PIN.uri(),
                                        "me",
                                        0),
                                PIN))
                .isNotEqualTo(id);
    }

    @Test
    void aPinIsKnownByTheLastPartOfItsPath() {
        assertThat(PIN.name()).isEqualTo("c.csv");
        assertThatThrownBy(() -> new Pin(PIN.uri(), "v1", "etag", -1))
                .hasMessageContaining("-1 bytes");
    }

    @Test
    void aSettingIsReadAsWhatItIs() {
        var settings =
                JobSettings.of(Map.of("yes", "true", "no", "false", "list", "a, b,", "n", "12"));

        assertThat(settings.has("yes")).isTrue();
        assertThat(settings.has("other")).isFalse();
        assertThat(settings.flag("yes", false)).isTrue();
        assertThat(settings.flag("no", true)).isFalse();
        assertThat(settings.flag("other", true)).isTrue();
        assertThat(settings.flag("other", false)).isFalse();
        assertThat(settings.list("list")).containsExactly("a", "b", "");
        assertThat(settings.list("other")).isEmpty();
        assertThat(settings.text("n")).isEqualTo("12");
        assertThat(settings.text("other", "x")).isEqualTo("x");
        assertThat(settings.number("n")).isEqualTo(12);
    }

    @Test
    void aSettingThatIsNotWhatItShouldBeIsNamed() {
        var settings = JobSettings.of(Map.of("a", "maybe"));

        assertThatThrownBy(() -> settings.flag("a", true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("setting a is true or false, not \"maybe\"");
        assertThatThrownBy(() -> settings.number("a"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("setting a is a whole number, not \"maybe\"");
        assertThatThrownBy(() -> settings.text("b"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("setting b is missing: add --set b=...");
    }

    @Test
    void fieldsDoNotRunIntoEachOther() {
        assertThat(JobId.of("ab", "c")).isNotEqualTo(JobId.of("a", "bc"));
    }

    @Test
    void anotherOptionThatChangesPlanOrVerdictIsAnotherJob() {
        Duration day = Duration.ofDays(1);
        Tolerance one = new Tolerance("1");
        var options =
                List.of(
                        new JobOptions(Tolerance.NONE, Tolerance.NONE, 1, 1, 1, day),
                        new JobOptions(one, Tolerance.NONE, 1, 1, 1, day),
                        new JobOptions(Tolerance.NONE, one, 1, 1, 1, day),
                        new JobOptions(Tolerance.NONE, Tolerance.NONE, 2, 1, 1, day),
                        new JobOptions(Tolerance.NONE, Tolerance.NONE, 1, 2, 1, day),
                        new JobOptions(Tolerance.NONE, Tolerance.NONE, 1, 1, 2, day),
                        new JobOptions(Tolerance.NONE, Tolerance.NONE, 1, 1, 1, day.plusDays(1)));

        assertThat(options.stream().map(ArrivalTest::id).distinct()).hasSameSizeAs(options);
    }

    private static JobId id(JobOptions options) {
        return JobId.of(
                new JobRequest("w", JobSettings.of(Map.of()), options, null, "me", 0), null);
    }

    @Test
    void aToleranceIsACountOrAShareRoundedDown() {
        assertThat(new Tolerance("3").limit(1_000)).isEqualTo(3);
        assertThat(new Tolerance("1%").limit(199)).isEqualTo(1);
        assertThat(new Tolerance("0.5%").limit(1_000)).isEqualTo(5);
        assertThat(new Tolerance("100%").limit(7)).isEqualTo(7);
        assertThatThrownBy(() -> new Tolerance("101%"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("101%");
        assertThatThrownBy(() -> new Tolerance("-1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"-1\"");
    }

    @Test
    void optionsAreRefusedOnePastTheirLimits() {
        Duration day = Duration.ofDays(1);

        assertThat(
                        new JobOptions(
                                        Tolerance.NONE,
                                        JobOptions.DEFAULT_REJECT,
                                        1_000,
                                        1,
                                        10_000,
                                        JobOptions.MAX_DEADLINE)
                                .pack())
                .isEqualTo(1_000);
        assertThatThrownBy(() ->
                        new JobOptions(Tolerance.NONE, JobOptions.DEFAULT_REJECT, 1_001, 1, 1, day))
                .hasMessageContaining("1001");
        assertThatThrownBy(() ->
                        new JobOptions(Tolerance.NONE, JobOptions.DEFAULT_REJECT, 1, -1, 1, day))
                .hasMessage("a slice holds at least 1 unit, not -1");
        assertThatThrownBy(() ->
                        new JobOptions(Tolerance.NONE, JobOptions.DEFAULT_REJECT, 1, 1, 0, day))
                .hasMessageContaining("not 0");
        assertThatThrownBy(() ->
                        new JobOptions(
                                Tolerance.NONE, JobOptions.DEFAULT_REJECT, 1, 1, 10_001, day))
                .hasMessageContaining("10001");
        assertThatThrownBy(() ->
                        new JobOptions(
                                Tolerance.NONE,
                                JobOptions.DEFAULT_REJECT,
                                1,
                                1,
                                1,
                                JobOptions.MAX_DEADLINE.plusNanos(1)))
                .hasMessageContaining("14 days");
    }

    @Test
    void anInboxKeySaysWorkloadNameAndFile() {
        InboxKey key = InboxKey.of(InboxKey.uri("inbox", "tabulate/my flights/2013/a+b ü%.csv"));

        assertThat(key.workload()).isEqualTo("tabulate");
        assertThat(key.settings().getPath()).isEqualTo("/tabulate/my flights/settings.json");
        assertThat(key.settings().getHost()).isEqualTo("inbox");
        assertThat(key.isSettings()).isFalse();
        assertThat(InboxKey.of(URI.create("s3://inbox/tabulate/x/settings.json")).isSettings())
                .isTrue();
    }

    @Test
    void anUploadForASubmittedJobStartsNone() {
        assertThat(InboxKey.isSubmitted(URI.create("s3://inbox/uploads/a.csv"))).isTrue();
        assertThat(InboxKey.isSubmitted(URI.create("s3://inbox/tabulate/x/a.csv"))).isFalse();
    }

    @Test
    void aKeyOfAnotherShapeIsRefusedWithTheShape() {
        for (String key :
                new String[] {
                    "a.csv", "tabulate/a.csv", "/x/a.csv", "tabulate//a.csv", "tabulate/x/"
                }) {
            assertThatThrownBy(() -> InboxKey.of(InboxKey.uri("inbox", key)))
                    .as(key)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("<workload>/<name>/<file>");
        }
    }

    private static JobRequest request(Map<String, String> settings, int run) {
        return new JobRequest(
                "tabulate", JobSettings.of(settings), JobOptions.DEFAULT, PIN.uri(), "me", run);
    }
}
