package dev.fanfold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.InboxKey;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.outcome.Reason;
import dev.fanfold.workload.Pin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Uploads become jobs: pinned, once, and with their settings.
class InboxTest {
    private static final String ITEMS = "{\"a\":1}\n\n{\"b\":22}\r\n{\"c\":333}\n   \n{\"d\":4}";
    private final InMemoryApplication application = new InMemoryApplication(new Lengths());

    @Test
    void anUploadWithItsSettingsBesideItBecomesAJob() {
        settings("each=2");
        Job job = upload("lengths/mine/items.jsonl", ITEMS);

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(application.answer(job.id())).isEqualTo("31");
        assertThat(job.planned().tasks()).isEqualTo(2);
        assertThat(job.request().settings().text("each")).isEqualTo("2");
    }

    @Test
    void anEventThatComesTwiceStartsOneJob() {
        settings("each=1");
        Pin pin = application.source.put(uri("lengths/mine/items.jsonl"), ITEMS);
        application.dispatchQueue.send(new Arrival.Uploaded(List.of(pin)));
        application.dispatchQueue.send(new Arrival.Uploaded(List.of(pin, pin)));
        application.dispatch();

        assertThat(application.queue.depth()).isEqualTo(4);
    }

    @Test
    void settingsAreNoJob() {
        application.dispatchQueue.send(new Arrival.Uploaded(List.of(settings("each=1"))));
        application.dispatch();

        assertThat(application.store.findOpen(Instant.MIN, Instant.MAX)).isEmpty();
    }

    @Test
    void foldersAreNoJobs() {
        for (String key :
                List.of(
                        "/",
                        "lengths/",
                        "lengths/mine/",
                        "lengths/mine/deep/",
                        "a//",
                        "uploads/")) {
            Pin folder = application.source.put(uri(key), "");
            application.dispatchQueue.send(new Arrival.Uploaded(List.of(folder)));
        }
        application.dispatch();

        assertThat(application.store.all()).isEmpty();
    }

    @Test
    void anObjectWithBytesIsAnUploadWhateverItsKeyEndsIn() {
        settings("each=2");
        Job job = upload("lengths/mine/items/", ITEMS);

        assertThat(job.state()).isEqualTo(State.SUCCEEDED);
        assertThat(job.input()).extracting(Pin::name).isEqualTo("items/");
    }

    @Test
    void anObjectWithBytesUnderAFoldersKeyBecomesAFailedJobWithAName() {
        Job job = upload("lengths/mine/", ITEMS);

        assertFailed(job, "an inbox key is <workload>/<name>/<file>, not \"lengths/mine/\"");
        assertThat(job.input()).extracting(Pin::name).isEqualTo("mine/");
    }

    @Test
    void anUploadWithoutSettingsBecomesAFailedJobWithTheRemedy() {
        assertFailed(
                upload("lengths/mine/items.jsonl", ITEMS),
                "the settings beside it: there is no object s3://inbox/lengths/mine/settings.json");
    }

    @Test
    void anUnknownWorkloadBecomesAFailedJobWithTheNearestName() {
        assertFailed(
                upload("length/mine/items.jsonl", ITEMS),
                "no workload is called \"length\" (did you mean lengths?)");
    }

    @Test
    void anUnknownSettingBecomesAFailedJobWithTheNearestName() {
        settings("eech=1");
        assertFailed(
                upload("lengths/mine/items.jsonl", ITEMS),
                "lengths has no setting \"eech\" (did you mean each?)");
    }

    @Test
    void aKeyOfNoWorkloadBecomesAFailedJob() {
        assertFailed(
                upload("items.jsonl", ITEMS),
                "an inbox key is <workload>/<name>/<file>, not \"items.jsonl\"");
    }

    @Test
    void aKeyWithoutAWorkloadBecomesAFailedJobOfAPlaceholder() {
        for (String key : List.of("/lengths/n/x.csv", "//x.csv", " /n/x.csv", "/x")) {
            var application = new InMemoryApplication(new Lengths());
            Pin pin = application.source.put(uri(key), ITEMS);
            application.dispatchQueue.send(new Arrival.Uploaded(List.of(pin)));
            application.dispatch();

            assertThat(application.store.all())
                    .singleElement()
                    .satisfies(job -> {
                        assertThat(job.state()).isEqualTo(State.FAILED);
                        assertThat(job.request().workload()).isEqualTo("(none)");
                    });
        }
    }

    @Test
    void anObjectReplacedBeforeItIsReadFailsItsJobAsInputChanged() {
        settings("each=1");
        Pin old = application.source.put(uri("lengths/mine/items.jsonl"), ITEMS);
        application.dispatchQueue.send(new Arrival.Uploaded(List.of(old)));
        application.dispatch();
        application.source.put(uri("lengths/mine/items.jsonl"), "something else");

        Job job = application.run(application.store.all().getFirst().id());

        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.error()).extracting(Reason::kind).isEqualTo(Reason.Kind.INPUT_CHANGED);
    }

    @Test
    void anObjectReplacedBeforeItIsPlannedFailsItsJobAsInputChanged() {
        settings("each=1");
        Pin old = application.source.put(uri("lengths/mine/items.jsonl"), ITEMS);
        application.source.put(uri("lengths/mine/items.jsonl"), "something else");
        application.dispatchQueue.send(new Arrival.Uploaded(List.of(old)));

        application.dispatch();

        assertThat(application.store.all().getFirst().error())
                .extracting(Reason::kind)
                .isEqualTo(Reason.Kind.INPUT_CHANGED);
    }

    @Test
    void aRefusedUploadIsNeverFoundOpen() {
        var disturbed = new ShakyJobStore();
        disturbed.diesBefore(row -> row.state() == State.FAILED);
        var application = new InMemoryApplication(disturbed::around, new Lengths());
        Pin pin = application.source.put(uri("lengths/mine/items.jsonl"), ITEMS);

        application.dispatcher.dispatch(
                new Arrival.Uploaded(List.of(pin)), () -> Duration.ofMinutes(1));

        assertThat(application.store.all()).extracting(Job::state).containsExactly(State.FAILED);
    }

    @Test
    void aRefusedUploadDoesNotStandInTheWayOfItsRepetition() {
        var application = new InMemoryApplication(new CountingWorkload("plain", true));
        Pin pin = application.source.put(uri("plain/mine/data"), "12345");
        application.dispatchQueue.send(new Arrival.Uploaded(List.of(pin)));
        application.dispatch();
        application.source.put(uri("plain/mine/settings.json"), "");
        application.dispatchQueue.send(new Arrival.Uploaded(List.of(pin)));

        application.dispatch();

        assertThat(application.store.all())
                .extracting(Job::state)
                .containsExactlyInAnyOrder(State.FAILED, State.RUNNING);
    }

    @Test
    void oneUploadThatCannotBePlannedKeepsNoOtherFromIt() {
        var disturbed = new ShakyJobStore();
        var application = new InMemoryApplication(disturbed::around, new Lengths());
        application.source.put(uri("lengths/mine/settings.json"), "each=1");
        Pin bad = application.source.put(uri("lengths/mine/bad.jsonl"), ITEMS);
        Pin good = application.source.put(uri("lengths/mine/good.jsonl"), ITEMS);
        disturbed.diesBefore(row -> bad.equals(row.input()));

        assertThatThrownBy(() ->
                        application.dispatcher.dispatch(
                                new Arrival.Uploaded(List.of(bad, good)),
                                () -> Duration.ofMinutes(1)))
                .isInstanceOf(ShakyJobStore.Died.class);

        assertThat(application.queue.depth()).isEqualTo(4);
    }

    private Pin settings(String text) {
        return application.source.put(uri("lengths/mine/settings.json"), text);
    }

    private Job upload(String key, String text) {
        Pin pin = application.source.put(uri(key), text);
        application.dispatchQueue.send(new Arrival.Uploaded(List.of(pin)));
        application.dispatch();
        JobId id = application.store.all().getFirst().id();
        return application.run(id);
    }

    private static void assertFailed(Job job, String why) {
        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.error()).extracting(Reason::kind).isEqualTo(Reason.Kind.INPUT);
        assertThat(job.error()).extracting(Reason::text).asString().startsWith(why);
    }

    private static java.net.URI uri(String key) {
        return InboxKey.uri("inbox", key);
    }
}
