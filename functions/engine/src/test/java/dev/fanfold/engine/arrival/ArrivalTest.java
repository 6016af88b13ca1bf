package dev.fanfold.engine.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a request is, and the id that follows from it.
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
    void fieldsDoNotRunIntoEachOther() {
        assertThat(JobId.of("ab", "c")).isNotEqualTo(JobId.of("a", "bc"));
    }

    @Test
    void aToleranceIsACountOrAShareRoundedDown() {
        assertThat(new Tolerance("3").of(1_000)).isEqualTo(3);
        assertThat(new Tolerance("1%").of(199)).isEqualTo(1);
        assertThat(new Tolerance("0.5%").of(1_000)).isEqualTo(5);
        assertThat(new Tolerance("100%").of(7)).isEqualTo(7);
        assertThatThrownBy(() -> new Tolerance("101%"))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("101%");
        assertThatThrownBy(() -> new Tolerance("-1"))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("\"-1\"");
    }

    @Test
    void optionsAreRefusedOnePastTheirLimits() {
        Duration day = Duration.ofDays(1);

        assertThat(new JobOptions(Tolerance.NONE, 1_000, 1, 10_000, JobOptions.LONGEST).pack())
                .isEqualTo(1_000);
        assertThatThrownBy(() -> new JobOptions(Tolerance.NONE, 1_001, 1, 1, day))
                .hasMessageContaining("1001");
        assertThatThrownBy(() -> new JobOptions(Tolerance.NONE, 1, -1, 1, day))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new JobOptions(Tolerance.NONE, 1, 1, 0, day))
                .hasMessageContaining("not 0");
        assertThatThrownBy(() -> new JobOptions(Tolerance.NONE, 1, 1, 10_001, day))
                .hasMessageContaining("10001");
        assertThatThrownBy(() ->
                        new JobOptions(Tolerance.NONE, 1, 1, 1, JobOptions.LONGEST.plusNanos(1)))
                .hasMessageContaining("14 days");
    }

    @Test
    void anInboxKeySaysWorkloadNameAndFile() {
        InboxKey key = InboxKey.of(InboxKey.uri("inbox", "tabulate/my flights/2013/a+b ü%.csv"));

        assertThat(key.workload()).isEqualTo("tabulate");
        assertThat(key.settings().getPath()).isEqualTo("/tabulate/my flights/settings.json");
        assertThat(key.isSettings()).isFalse();
        assertThat(InboxKey.of(URI.create("s3://inbox/tabulate/x/settings.json")).isSettings())
                .isTrue();
    }

    @Test
    void aKeyOfAnotherShapeIsRefusedWithTheShape() {
        for (String key :
                new String[] {
                    "a.csv", "tabulate/a.csv", "/x/a.csv", "tabulate//a.csv", "tabulate/x/"
                }) {
            assertThatThrownBy(() -> InboxKey.of(InboxKey.uri("inbox", key)))
                    .as(key)
                    .isInstanceOf(InputFault.class)
                    .hasMessageContaining("<workload>/<name>/<file>");
        }
    }

    private static JobRequest request(Map<String, String> settings, int run) {
        return new JobRequest(
                "tabulate", JobSettings.of(settings), JobOptions.DEFAULT, PIN.uri(), "me", run);
    }
}
