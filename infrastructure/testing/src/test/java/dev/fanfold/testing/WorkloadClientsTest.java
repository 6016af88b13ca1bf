package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.simulator.Application;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Resources;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.Work;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Tests a workload's AWS clients in the simulator.
///
/// They get the same faults as the engine's own clients. Calls that the simulator does not support
/// are rejected with their name.
class WorkloadClientsTest {
    private static final AtomicInteger ATTEMPTS = new AtomicInteger();
    @TempDir static Path folder;
    private static Path template = Path.of("");

    @BeforeAll
    static void copy() {
        template = PoolWithTables.createIn(folder).template();
    }

    @Test
    void dataWrittenThroughClientsIsCorrectUnderAllFaults() {
        squares(Squares.correct()).seeds(1, 300);
    }

    @Test
    void aRowForEachAttemptIsFound() {
        var rowPerAttempt =
                new Squares(
                        task -> "%06d %d".formatted(task.index(), ATTEMPTS.incrementAndGet()),
                        true);

        assertThatThrownBy(() -> squares(rowPerAttempt).seeds(1, 100))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the answer differs from the plain program's");
    }

    @Test
    void anAnswerFromAnInconsistentReadIsFound() {
        var inconsistentReader = new Squares(task -> "%06d".formatted(task.index()), false);

        assertThatThrownBy(() -> squares(inconsistentReader).seeds(1, 300))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the answer differs from the plain program's")
                .hasMessageContaining("stale-read");
    }

    @Test
    void aClientOfTheTestHasPrecedence() {
        Resources plain =
                Application.of(template)
                        .plainResources(
                                Squares.correct(),
                                Map.of("SqsClient", new Fake(), "COUNTS_TABLE", "mine"));

        assertThat(plain.client(SqsClient.class).serviceName()).isEqualTo("a fake");
        assertThat(plain.value("COUNTS_TABLE")).isEqualTo("mine");
        assertThat(plain.value("PAGES_BUCKET")).contains("pages");
        assertThatThrownBy(() -> plain.value("FANFOLD_POOL"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the test gives no String called FANFOLD_POOL");
    }

    @Test
    void anUnsupportedClientTypeIsRefusedWithTheRemedy() {
        assertThat(failureOf(resources -> resources.client(SqsAsyncClient.class).serviceName()))
                .hasMessageContaining("open threw")
                .hasMessageContaining(
                        "the simulator plays S3Client, DynamoDbClient and SqsClient, and not "
                                + SqsAsyncClient.class.getName())
                .hasMessageContaining(".resources(Map.of(\"SqsAsyncClient\", fake))");
    }

    @Test
    void aBuilderIsRefusedBecauseItsClientWouldCallAws() {
        assertThat(failureOf(resources -> resources.configure(S3Client.builder()).build()))
                .hasMessageContaining("the simulator cannot configure a DefaultS3ClientBuilder")
                .hasMessageContaining("resources.client(...)");
    }

    @Test
    void anUnsupportedCallIsRefusedWithTheRemedy() {
        assertThat(
                        failureOf(resources ->
                                resources
                                        .client(S3Client.class)
                                        .deleteObjects(all -> all.bucket("any"))))
                .hasMessageContaining(
                        "the simulator does not play this call of S3Client.deleteObjects")
                .hasMessageContaining(".resources(Map.of(\"S3Client\", fake))");
    }

    @Test
    void anErrorOfTheServiceIsReported() {
        assertThat(
                        failureOf(resources ->
                                resources
                                        .client(DynamoDbClient.class)
                                        .getItem(get ->
                                                get.tableName("none")
                                                        .key(
                                                                Map.of(
                                                                        "k",
                                                                        AttributeValue.fromS(
                                                                                "v"))))))
                .hasMessageContaining("open threw")
                .hasMessageContaining("ResourceNotFoundException: no table none");
    }

    @Test
    void anUnsupportedParameterIsRefusedWithTheRemedy() {
        assertThat(
                        failureOf(resources ->
                                resources
                                        .client(S3Client.class)
                                        .putObject(
                                                put -> put.bucket("any").key("k").ifMatch("\"x\""),
                                                RequestBody.empty())))
                .hasMessageContaining("the simulator does not play [IfMatch] of S3Client.putObject")
                .hasMessageContaining(".resources(Map.of(\"S3Client\", fake))");
        assertThat(
                        failureOf(resources ->
                                resources
                                        .client(DynamoDbClient.class)
                                        .putItem(put ->
                                                put.tableName(resources.value("COUNTS_TABLE"))
                                                        .item(Map.of())
                                                        .returnValues("ALL_OLD"))))
                .hasMessageContaining("[ReturnValues] of DynamoDbClient.putItem");
    }

    private static WorkloadTest squares(Squares workload) {
        return WorkloadTest.of(workload, template).set("below", "20").set("batch", "b");
    }

    private static AssertionError failureOf(ResourceUse use) {
        try {
            WorkloadTest.of(new OpeningWorkload(use), template).seeds(1, 60);
        } catch (AssertionError failure) {
            return failure;
        }
        throw new AssertionError("nothing was found");
    }

    /// What the workload does with its resources when its work is opened.
    private interface ResourceUse {
        Object apply(Resources resources);
    }

    private record OpeningWorkload(ResourceUse use) implements Summing {
        @Override
        public Definition definition() {
            return Definition.of("opened", "Opens something.");
        }

        @Override
        public Plan plan(Planning job) {
            return Plan.numbers(0, 9, 1);
        }

        @Override
        public Work<Long> open(Resources resources) {
            use.apply(resources);
            return this;
        }

        @Override
        public TaskResult<Long> work(Task task) {
            return TaskResult.all(task, 1L);
        }

        @Override
        public Finished finish(Long total, Finishing job) {
            return Finished.done("{\"total\":" + total + "}");
        }
    }

    /// A client that a test passes.
    private static final class Fake implements SqsClient {
        @Override
        public String serviceName() {
            return "a fake";
        }

        @Override
        public void close() {}
    }
}
