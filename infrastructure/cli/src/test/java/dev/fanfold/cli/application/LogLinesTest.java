package dev.fanfold.cli.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.Await;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.messages.Fields;
import dev.fanfold.messages.Json;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests the functions' logs: each invocation logs one line, and the lines' counters add up to
/// those of the jobs.
///
/// The content of a line is tested in the functions' modules.
@Timeout(180)
class LogLinesTest {
    private static final Queue<String> LOG = new ConcurrentLinkedQueue<>();
    private static TestApplication application;

    @BeforeAll
    static void start() {
        application =
                new TestApplication(
                        TestApplication.TEMPLATE, LocalOptions.defaults().log(LOG::add));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theLinesOfAJobAddUpToItsTasks() {
        Job job =
                application.awaitEnd(application.submit("noop", 10, "0", Map.of("tasks", "1000")));

        Await.until("the worker has logged it").until(() -> sum(job.id(), "Succeeded") == 1);
        assertThat(sum(job.id(), "Sent")).isEqualTo(1000);
        assertThat(sum(job.id(), "Tasks")).isEqualTo(1000);
        assertThat(sum(job.id(), "Folded")).isEqualTo(1000);
        assertThat(sum(job.id(), "Attempts")).isEqualTo(1000);
        assertThat(sum(job.id(), "Lost") + sum(job.id(), "Repairs")).isZero();
        assertThat(sum(job.id(), "Duplicates") + sum(job.id(), "Failed")).isZero();
        assertThat(entriesOf(job.id()))
                .allSatisfy(entry -> assertThat(entry.text("level")).isEqualTo("INFO"));
    }

    @Test
    void aLostTaskWarnsInOneLineAndItsPartialJobInAnother() {
        Job job =
                application.awaitEnd(
                        application.submit("poison", 10, "1", Map.of("how", "permanent")));

        Await.until("the worker has logged it").until(() -> sum(job.id(), "Partial") == 1);
        assertThat(sum(job.id(), "Lost")).isEqualTo(1);
        assertThat(sum(job.id(), "Tasks")).isEqualTo(9);
        List<Fields> warnings =
                entriesOf(job.id()).stream()
                        .filter(entry -> entry.text("level").equals("WARN"))
                        .toList();
        assertThat(warnings).hasSize(2);
        assertThat(warnings.stream().filter(entry -> entry.has("Partial"))).hasSize(1);
        assertThat(warnings.stream().filter(entry -> entry.has("Lost")))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.number("Lost")).isEqualTo(1);
                    assertThat(entry.objects("thrown").getFirst().text("trace"))
                            .startsWith(
                                    "dev.fanfold.workload.PermanentFailureException\n\tat dev.fanfold.cli.application.Poison.work(Poison.java:");
                });
    }

    @Test
    void eachInvocationIsOneLineUnderItsOwnNameAndRequest() {
        application.awaitEnd(application.submit("noop", 10, "0", Map.of("tasks", "100")));

        Await.until("all functions have logged").until(() -> functions().size() >= 3);
        assertThat(functions())
                .contains(
                        "fanfold-Application-Coordination-Dispatcher",
                        "fanfold_general_worker",
                        "fanfold-Application-Coordination-Aggregator");
        assertThat(entries().stream().map(entry -> entry.text("requestId")))
                .doesNotHaveDuplicates();
        assertThat(LOG).allSatisfy(text -> assertThat(text).contains("\"_aws\""));
    }

    private static long sum(JobId job, String metric) {
        return entriesOf(job).stream()
                .filter(entry -> entry.has(metric))
                .mapToLong(entry -> entry.number(metric))
                .sum();
    }

    // The log entries that name the job. No entry names two jobs, because the tests run one after
    // another.
    private static List<Fields> entriesOf(JobId job) {
        return entries().stream()
                .filter(entry ->
                        entry.objects("jobs").stream()
                                .anyMatch(reference -> reference.text("job").equals(job.value())))
                .toList();
    }

    private static List<String> functions() {
        return entries().stream().map(entry -> entry.text("Function")).distinct().toList();
    }

    private static List<Fields> entries() {
        return LOG.stream()
                .map(text -> text.substring(text.indexOf('{')))
                .map(text -> Json.read("line", text))
                .toList();
    }
}
