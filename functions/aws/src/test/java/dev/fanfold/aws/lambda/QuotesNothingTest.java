package dev.fanfold.aws.lambda;

import static dev.fanfold.testkit.Seeds.forSeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.WorkMessageJson;
import dev.fanfold.testkit.CountingWorkload;
import dev.fanfold.testkit.FakeClock;
import dev.fanfold.testkit.InMemoryApplication;
import dev.fanfold.testkit.lambda.Contexts;
import dev.fanfold.testkit.lambda.RecordedLog;
import dev.fanfold.workload.JobSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// A log line names the kind and the place of a failure, and quotes no text from outside.
class QuotesNothingTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    private final Journal journal = new Journal(new FakeClock());
    private final RecordedLog kept = new RecordedLog();
    private final Context context = Contexts.logging(kept);
    private final InMemoryApplication application =
            new InMemoryApplication(new CountingWorkload("numbers", false));

    @Test
    void aServiceThatRefusesIsNamedByItsCode() {
        var refused =
                AwsServiceException.builder()
                        .message("Value (a body) for parameter MessageBody is invalid")
                        .statusCode(400)
                        .awsErrorDetails(
                                AwsErrorDetails.builder().errorCode("ThrottlingException").build())
                        .build();

        assertThatThrownBy(() ->
                        journal.write(
                                context,
                                _ -> {
                                    throw new IllegalStateException("cannot send", refused);
                                }))
                .isInstanceOf(IllegalStateException.class);

        Fields error = only().object("error");
        assertThat(error.text("code")).isEqualTo("ThrottlingException");
        assertThat(error.number("status")).isEqualTo(400);
        assertThat(kept.lines().getFirst()).doesNotContain("a body");
    }

    @Test
    void whatTheEngineSaysOfAJobIsSaid() {
        var arrival = new Arrival.Waiting(JOB, 0);

        assertThatThrownBy(() ->
                        journal.write(
                                context,
                                _ ->
                                        with(() ->
                                                application.dispatcher.dispatch(
                                                        arrival, () -> Duration.ofMinutes(1)))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(only().object("error").text("message")).isEqualTo("no job " + JOB);
    }

    @Test
    void whatTasksThrewIsToldByItsTraceAndWithoutItsText() {
        var failing = new InMemoryApplication(new Failing(20));
        failing.dispatcher.submit(request("failing", Map.of()));
        failing.dispatch();

        journal.write(context, _ -> with(failing::work));

        Fields line = only();
        assertThat(line.text("level")).isEqualTo("WARN");
        assertThat(line.objects("thrown")).hasSize(1);
        Fields thrown = line.objects("thrown").getFirst();
        assertThat(thrown.number("times")).isEqualTo(20);
        assertThat(thrown.text("kind")).isEqualTo("java.lang.IllegalStateException");
        assertThat(thrown.text("trace"))
                .startsWith(
                        "java.lang.IllegalStateException\n\tat dev.fanfold.aws.lambda.Failing.work(Failing.java:")
                .contains("\nCaused by: java.io.IOException\n");
        assertThat(thrown.text("hash")).matches("[0-9a-f]{16}");
        assertThat(kept.lines().getFirst()).doesNotContain(Failing.SECRET);
    }

    @Test
    void aLineTellsFiveTracesAndCountsTheOthers() {
        journal.write(
                context,
                _ ->
                        with(() -> {
                            var failing = new InMemoryApplication(Failing.deep(7));
                            failing.dispatcher.submit(request("failing", Map.of()));
                            failing.dispatch();
                            failing.work();
                        }));

        assertThat(only().objects("thrown")).hasSize(5);
        assertThat(only().number("moreThrown")).isEqualTo(2);
        assertThat(kept.lines().getFirst().length()).isLessThan(64 * 1024);
    }

    @Test
    void noBodyNoSettingAndNoTextOfAWorkloadsIsEverInALine() {
        forSeeds(1, 200, random -> new QuotesNothingTest().keepsSecrets(random));
    }

    private void keepsSecrets(RandomGenerator random) {
        var secrets = new ArrayList<String>();
        var leaky = new InMemoryApplication(new Leaky(secret(secrets, random), random));
        String value = secret(secrets, random);
        String body = "{\"do\":\"" + secret(secrets, random) + "\"";
        leaky.dispatcher.submit(request("leaky", Map.of("key", value)));

        journal.write(
                context,
                entry -> SqsBatch.each(event(body), entry, WorkMessageJson::read, _ -> {}));
        for (int round = 0; round < 8; round++) {
            attempt(() -> leaky.dispatch());
            attempt(() -> leaky.work());
            attempt(() -> leaky.fold());
            leaky.clock.pass(Duration.ofMinutes(1));
            attempt(() -> leaky.keep());
        }

        assertThat(kept.lines()).hasSize(33);
        assertThat(String.join("", kept.lines())).doesNotContain(secrets);
        kept.lines().forEach(Emf::metrics);
    }

    private void attempt(Runnable what) {
        int before = kept.lines().size();
        try {
            journal.write(context, _ -> with(what));
        } catch (RuntimeException e) {
            assertThat(Json.read("line", kept.lines().getLast()).text("outcome"))
                    .isEqualTo("threw");
        }
        assertThat(kept.lines()).hasSize(before + 1);
    }

    private static String secret(List<String> secrets, RandomGenerator random) {
        String secret = "s3cr3t" + Long.toHexString(random.nextLong() | 1L << 62);
        secrets.add(secret);
        return secret;
    }

    private static SQSEvent event(String body) {
        var message = new SQSMessage();
        message.setMessageId("00000000-0000-0000-0000-000000000001");
        message.setBody(body);
        message.setAttributes(new HashMap<>());
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }

    private Fields only() {
        assertThat(kept.lines()).hasSize(1);
        return Json.read("line", kept.lines().getFirst());
    }

    private static JobRequest request(String workload, Map<String, String> settings) {
        return new JobRequest(
                workload, JobSettings.of(settings), JobOptions.DEFAULT, null, "me", 0);
    }

    private static String with(Runnable what) {
        what.run();
        return "done";
    }
}
