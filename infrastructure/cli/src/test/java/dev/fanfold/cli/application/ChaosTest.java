package dev.fanfold.cli.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.cli.Await;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.job.State;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.fault.Chaos;
import dev.fanfold.local.fault.FaultInjector.Kind;
import dev.fanfold.workload.JobSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Jobs on a local cloud with injected faults have the same answers as a plain program.
/// `bench/chaos` does the same with more tasks, and measures the cost.
@Tag("slow")
@Timeout(300)
class ChaosTest {
    private static final long SEED = 20261124;
    private static final int TASKS = 300;
    private static final Path FLIGHTS = Path.of("../../samples/flights.csv");

    @Test
    void everyAnswerIsRightUnderAllFaults() throws IOException {
        // The messages of a killed worker wait for their visibility timeout, which is minutes in
        // the template.
        LocalOptions options =
                LocalOptions.defaults()
                        .visibility(Duration.ofSeconds(4))
                        .parameter("WorkerConcurrency", "8")
                        .chaos(Chaos.of(SEED));
        try (var application = new TestApplication(TestApplication.TEMPLATE, options)) {
            URI flights = upload(application);
            List<JobId> jobs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                jobs.add(submit(application, "tabulate", Map.of("group-by", "carrier"), flights));
                jobs.add(submit(application, "noop", Map.of("tasks", "" + TASKS), null));
                jobs.add(
                        submit(
                                application,
                                "sleep",
                                Map.of("tasks", "" + TASKS, "millis", "20"),
                                null));
            }

            jobs.forEach(id -> awaitEnd(application, id));

            var jobQueries = new JobQueries(application.ports);
            for (JobId id : jobs) {
                assertRight(jobQueries, jobQueries.status(id).orElseThrow());
            }
            assertThat(application.cloud.faultInjector().counts())
                    .as("seed " + SEED)
                    .allSatisfy((kind, count) -> {
                        // There are few folds, so possibly none was killed.
                        if (kind != Kind.STREAM_KILL) {
                            assertThat(count.faults()).as(kind.name()).isPositive();
                        }
                    });
        }
    }

    // If a dispatcher or worker was killed before it sent the message that finishes a job, the
    // keeper sends it, up to two minutes later.
    private static void awaitEnd(TestApplication application, JobId id) {
        Await.until("job " + id + " has ended")
                .atMost(Duration.ofMinutes(10))
                .until(() -> !application.job(id).isOpen());
    }

    private static URI upload(TestApplication application) {
        String bucket = application.cloud.output("ResultsBucket");
        try (S3Client s3 = application.cloud.clients().s3()) {
            s3.putObject(
                    put -> put.bucket(bucket).key("flights.csv"), RequestBody.fromFile(FLIGHTS));
        }
        return URI.create("s3://" + bucket + "/flights.csv");
    }

    private static JobId submit(
            TestApplication application,
            String workload,
            Map<String, String> settings,
            @Nullable URI input)
            throws IOException {
        long slice = input == null ? 0 : Math.ceilDiv(Files.size(FLIGHTS), TASKS);
        var options =
                new JobOptions(
                        Tolerance.NONE,
                        JobOptions.DEFAULT_REJECT,
                        10,
                        slice,
                        10,
                        Duration.ofHours(1));
        var request =
                new JobRequest(workload, JobSettings.of(settings), options, input, "chaos", 0);
        return application.dispatcher.submitAgain(request).job().id();
    }

    private static void assertRight(JobQueries jobQueries, JobStatus jobStatus) throws IOException {
        assertThat(jobStatus.job().state())
                .as("%s, error %s, seed %d", jobStatus.job().id(), jobStatus.job().error(), SEED)
                .isEqualTo(State.SUCCEEDED);
        assertThat(Objects.requireNonNull(jobStatus.fold()).isBalanced(jobStatus.job().planned()))
                .isTrue();
        JobAnswer jobAnswer = JobAnswer.ofEnded(jobQueries, jobStatus);
        if (jobStatus.job().request().workload().equals("tabulate")) {
            assertThat(jobAnswer.table().orElseThrow().rows()).isEqualTo(flightsByCarrier());
        } else {
            byte[] result = Objects.requireNonNull(jobAnswer.result());
            assertThat(new String(result, StandardCharsets.UTF_8))
                    .isEqualTo("{\"tasks\":" + TASKS + "}");
        }
    }

    /// The answer of a plain program.
    private static List<List<String>> flightsByCarrier() throws IOException {
        List<String> lines = Files.readAllLines(FLIGHTS);
        int carrier = List.of(lines.getFirst().split(",")).indexOf("carrier");
        Map<String, Integer> counts = new TreeMap<>();
        lines.stream()
                .skip(1)
                .forEach(line -> counts.merge(line.split(",", -1)[carrier], 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> List.of(count.getKey(), count.getValue().toString()))
                .toList();
    }
}
