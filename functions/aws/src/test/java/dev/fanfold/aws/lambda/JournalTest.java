package dev.fanfold.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.engine.Counters;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.UnreadableMessageException;
import dev.fanfold.messages.WorkMessageJson;
import dev.fanfold.testkit.CountingWorkload;
import dev.fanfold.testkit.FakeClock;
import dev.fanfold.testkit.InMemoryApplication;
import dev.fanfold.testkit.lambda.Contexts;
import dev.fanfold.testkit.lambda.EventFile;
import dev.fanfold.testkit.lambda.RecordedLog;
import dev.fanfold.workload.JobSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Each invocation is one log line, with every outcome, and CloudWatch can read the line.
class JournalTest {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    private static final String TRACE = "com.amazonaws.xray.traceHeader";
    private final FakeClock clock = new FakeClock();
    private final Journal journal = new Journal(clock);
    private final RecordedLog kept = new RecordedLog();
    private final Context context = Contexts.logging(kept);
    private final InMemoryApplication application =
            new InMemoryApplication(new CountingWorkload("numbers", false));

    @AfterEach
    void forgetTheTrace() {
        System.clearProperty(TRACE);
    }

    @Test
    void aBatchOfWorkIsOneLineWithItsTasksItsWaitAndWhatComesBack() {
        start(25);
        System.setProperty(
                TRACE, "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f4;Sampled=1");

        work(EventFile.read("work-packed.json", SQSEvent.class));

        Fields fields = only();
        assertThat(Emf.metrics(kept.lines().getFirst()))
                .containsEntry("Tasks", new BigDecimal(15))
                .containsEntry("Attempts", new BigDecimal(15))
                .containsEntry("Returned", BigDecimal.ONE)
                .containsEntry("ColdStarts", BigDecimal.ONE)
                .containsKeys("QueueWait", "CostMicroUsd")
                .doesNotContainKeys("Lost", "Repairs", "Duplicates", "FoldTime");
        assertThat(fields.text("level")).isEqualTo("WARN");
        assertThat(fields.text("outcome")).isEqualTo("returned");
        assertThat(fields.text("traceId")).isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
        assertThat(fields.text("requestId")).isEqualTo(context.getAwsRequestId());
        assertThat(fields.number("received")).isEqualTo(3);
        assertThat(fields.texts("returned"))
                .containsExactly("00000002-5c4b-4f6e-9a63-2f2f8c1b7d10");
        Fields job = fields.objects("jobs").getFirst();
        assertThat(job.text("job")).isEqualTo(JOB.value());
        assertThat(job.text("tasks")).isEqualTo("0-9,20-24");
        assertThat(job.number("attempt")).isEqualTo(1);
        assertThat(fields.object("error").text("kind"))
                .isEqualTo(UnreadableMessageException.class.getName());
    }

    @Test
    void aBatchOfReportsSaysHowLongItWaitedAndHowLongTheFoldTook() {
        start(20);

        journal.write(
                context,
                entry ->
                        StreamBatch.answer(
                                EventFile.read("reports-stream.json", DynamodbEvent.class),
                                entry,
                                application.aggregator::fold));

        assertThat(Emf.metrics(kept.lines().getFirst()))
                .containsEntry("Folded", new BigDecimal(12))
                .containsKeys("FoldTime", "QueueWait", "Returned");
    }

    @Test
    void whatThrowsIsOneLineTooWithWhatWasDoneBefore() {
        start(20);

        assertThatThrownBy(() ->
                        journal.write(
                                context,
                                _ -> {
                                    application.work();
                                    clock.pass(Duration.ofMillis(1_500));
                                    throw new IllegalStateException("full");
                                }))
                .hasMessage("full");

        Fields fields = only();
        assertThat(Emf.metrics(kept.lines().getFirst())).containsEntry("Tasks", new BigDecimal(20));
        assertThat(fields.text("level")).isEqualTo("ERROR");
        assertThat(fields.text("outcome")).isEqualTo("threw");
        assertThat(fields.number("millis")).isEqualTo(1_500);
        assertThat(fields.object("error").texts("at").getFirst())
                .startsWith(JournalTest.class.getName() + ".lambda$");
    }

    @Test
    void aDefectThatTheCallerHearsOfIsAnErrorAndIsCounted() {
        journal.write(
                context,
                entry -> {
                    entry.noteFailed(new IllegalStateException("no accumulator"));
                    return "500";
                });

        assertThat(only().text("level")).isEqualTo("ERROR");
        assertThat(only().text("outcome")).isEqualTo("failed");
        assertThat(Journal.isWarning(kept.lines().getFirst())).isTrue();
        assertThat(only().number("Defects")).isEqualTo(1);
    }

    @Test
    void theCostIsLambdasListPrice() {
        journal.write(
                context,
                _ -> {
                    clock.pass(Duration.ofSeconds(2));
                    return "done";
                });

        // 1,769 MB for 2 s at 0.0000133334 per GB-second, and one request at 0.20 per million.
        assertThat(Emf.metrics(kept.lines().getFirst()))
                .containsEntry("CostMicroUsd", new BigDecimal("46.268"));
    }

    @Test
    void onlyTheFirstInvocationOfAnEnvironmentIsAColdStart() {
        journal.write(context, _ -> "one");
        journal.write(context, _ -> "two");

        assertThat(Emf.metrics(kept.lines().get(0))).containsKey("ColdStarts");
        assertThat(Emf.metrics(kept.lines().get(1))).containsOnlyKeys("CostMicroUsd");
        assertThat(Json.read("line", kept.lines().get(1)).text("level")).isEqualTo("INFO");
        assertThat(Journal.isWarning("a function: " + kept.lines().get(1))).isFalse();
    }

    @Test
    void nothingOfOneInvocationIsLeftForTheNext() {
        start(20);
        journal.write(context, _ -> with(application::work));
        journal.write(context, _ -> "nothing");

        assertThat(Emf.metrics(kept.lines().get(1))).doesNotContainKey("Tasks");
        assertThat(Json.read("line", kept.lines().get(1)).list("jobs")).isEmpty();
    }

    @Test
    void everyFactHasItsMetricAndNoNameIsTwice() {
        assertThat(Stream.of(Counters.Counter.values()).map(Metric::of)).doesNotHaveDuplicates();
        assertThat(Stream.of(Metric.values()).map(Metric::title)).doesNotHaveDuplicates();
        assertThat(Metric.COST_MICRO_USD.title()).isEqualTo("CostMicroUsd");
    }

    @Test
    void manyJobsAreNamedInPartAndCounted() {
        journal.write(
                context,
                _ ->
                        with(() -> {
                            for (int i = 10; i < 40; i++) {
                                application.dispatcher.submit(
                                        request("numbers", Map.of("below", "" + i)));
                            }
                        }));

        assertThat(only().objects("jobs")).hasSize(10);
        assertThat(only().number("moreJobs")).isEqualTo(20);
    }

    private void work(SQSEvent event) {
        journal.write(
                context,
                entry ->
                        SqsBatch.answer(
                                event,
                                entry,
                                WorkMessageJson::read,
                                messages ->
                                        application.worker.work(
                                                messages, () -> Duration.ofMinutes(1))));
    }

    private Fields only() {
        assertThat(kept.lines()).hasSize(1);
        return Json.read("line", kept.lines().getFirst());
    }

    private void start(int tasks) {
        Job job =
                Job.accepted(
                        JOB,
                        request("numbers", Map.of("below", "" + tasks)),
                        null,
                        application.clock.instant());
        application.store.create(job);
        application.dispatcher.dispatch(new Arrival.Waiting(JOB, 0), () -> Duration.ofMinutes(1));
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
