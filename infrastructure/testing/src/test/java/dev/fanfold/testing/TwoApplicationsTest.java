package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.FunctionStatus;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.local.application.Outputs;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.workload.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// Tests two applications in one account, where the name of one begins with the name of the other.
/// The names of their pools do so too.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoApplicationsTest {
    private static final Path TEMPLATE = Path.of("../template/src/test/resources/second/two.yaml");
    private LocalCloud cloud;

    @BeforeAll
    void start() {
        cloud = LocalCloud.start(TEMPLATE, LocalOptions.defaults().code(FunctionCode.classPath()));
    }

    @AfterAll
    void close() {
        if (cloud != null) {
            cloud.close();
        }
    }

    private Ports ports(String outputPrefix) {
        Map<String, String> environment = new LinkedHashMap<>(LocalEnvironment.sdk(cloud));
        environment.putAll(
                Outputs.environment(cloud.outputs(), name -> cloud.output(outputPrefix + name)));
        return AwsPorts.of(Settings.dispatcher(environment), Workloads.discovered());
    }

    private static JobId submit(Ports ports, String workload, Map<String, String> settings)
            throws InterruptedException {
        return new Dispatcher(ports, SettingsJson::parse)
                .submitAgain(
                        new JobRequest(
                                workload,
                                JobSettings.of(settings),
                                JobOptions.DEFAULT,
                                null,
                                "test",
                                0))
                .job()
                .id();
    }

    private static Job awaitEnd(Ports ports, JobId id) {
        Awaitility.await("job " + id + " ends")
                .atMost(Duration.ofMinutes(2))
                .until(() -> ports.jobs().job(id).filter(job -> !job.isOpen()).isPresent());
        return ports.jobs().job(id).orElseThrow();
    }

    @Test
    void eachApplicationRunsOnlyItsOwnJobsInBothPools() throws Exception {
        Ports shop = ports("Shop");
        Ports shopEu = ports("ShopEu");

        JobId primes = submit(shop, "primes", Map.of("below", "2000"));
        JobId primesEu = submit(shopEu, "primes", Map.of("below", "3000"));
        JobId stock = submit(shop, "stocked", Map.of("items", "7"));
        JobId stockEu = submit(shopEu, "stocked", Map.of("items", "9"));

        for (JobId id : List.of(primes, stock)) {
            assertThat(awaitEnd(shop, id).state()).isEqualTo(State.SUCCEEDED);
            assertThat(shopEu.jobs().job(id)).isEmpty();
        }
        for (JobId id : List.of(primesEu, stockEu)) {
            assertThat(awaitEnd(shopEu, id).state()).isEqualTo(State.SUCCEEDED);
            assertThat(shop.jobs().job(id)).isEmpty();
        }
        assertThat(items("ShopStockTable")).isEqualTo(7);
        assertThat(items("ShopEuStockTable")).isEqualTo(9);
        assertThat(cloud.functions())
                .filteredOn(function -> function.name().endsWith("_worker"))
                .hasSize(4)
                .allSatisfy(function -> assertThat(function.invocations()).isPositive());
    }

    private int items(String table) {
        try (DynamoDbClient dynamodb = cloud.clients().dynamodb()) {
            return dynamodb.scan(scan -> scan.tableName(cloud.output(table))).count();
        }
    }

    @Test
    void aQueueIsFoundByItsWholeNameOnly() {
        List<String> names =
                List.of("shop", "shop-eu").stream()
                        .flatMap(application ->
                                List.of("general", "general-stock").stream()
                                        .map(pool -> application + "_" + pool + "_work"))
                        .toList();
        try (var sqs = cloud.clients().sqs()) {
            assertThat(names)
                    .allSatisfy(name ->
                            assertThat(sqs.getQueueUrl(get -> get.queueName(name)).queueUrl())
                                    .endsWith("/" + name));
            for (String prefixOfAName :
                    List.of("shop-e_general_work", "sho_general_work", "shop_general-_work")) {
                assertThatThrownBy(() -> sqs.getQueueUrl(get -> get.queueName(prefixOfAName)))
                        .isInstanceOf(QueueDoesNotExistException.class);
            }
        }
        assertThat(cloud.functions().stream().map(FunctionStatus::name)).doesNotHaveDuplicates();
    }
}
