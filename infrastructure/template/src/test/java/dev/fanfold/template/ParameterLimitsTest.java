package dev.fanfold.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every parameter of the application accepts values at its limits and rejects values one past
/// them. The parameters of a pool reach its worker.
class ParameterLimitsTest {
    private static final Path TEMPLATE = Operations.ROOT.resolve("template.yaml");
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:";

    /// Values that the parameters' patterns reject.
    private static final Map<String, List<String>> REJECTED =
            Map.of(
                    "InputBuckets",
                    List.of(
                            "bucket",
                            "arn:aws:s3:::ab",
                            "arn:aws:s3:::" + "a".repeat(64),
                            "arn:aws:s3:::a_bucket",
                            "arn:aws:s3:::bucket/*",
                            "arn:aws:s3:::bucket,",
                            "arn:aws:s3:::bucket, arn:aws:s3:::other"),
                    "WorkerSecrets",
                    List.of(
                            "token",
                            SECRET,
                            SECRET + "a*",
                            SECRET + "a,",
                            "arn:aws:secretsmanager:us-east-1:11112222333:secret:a",
                            "arn:aws:ssm:us-east-1:111122223333:parameter/a"));

    private static final Map<String, List<String>> ACCEPTED =
            Map.of(
                    "InputBuckets",
                    List.of(
                            "",
                            "arn:aws:s3:::abc",
                            "arn:aws-cn:s3:::" + "a".repeat(63),
                            "arn:aws:s3:::left.1,arn:aws:s3:::right-2"),
                    "WorkerSecrets",
                    List.of("", SECRET + "a", SECRET + "a/b_+=.@-1," + SECRET + "c-d4e5f6"));

    private static DeclaredResources read(String parameter, String value) {
        return Templates.read(TEMPLATE, Map.of(parameter, value), queue -> "http://" + queue);
    }

    @TestFactory
    Stream<DynamicTest> limitsAreAcceptedAndOnePastThemIsRejected() {
        return parameters()
                .filter(entry -> entry.getValue().at("MinValue").exists())
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () -> {
                                    var min =
                                            new BigDecimal(entry.getValue().at("MinValue").text());
                                    var max =
                                            new BigDecimal(entry.getValue().at("MaxValue").text());
                                    assertAccepted(
                                            entry.getKey(),
                                            List.of(min.toString(), max.toString()));
                                    assertRejected(
                                            entry.getKey(),
                                            List.of(
                                                    min.subtract(BigDecimal.ONE).toString(),
                                                    max.add(BigDecimal.ONE).toString(),
                                                    "many"));
                                }));
    }

    @TestFactory
    Stream<DynamicTest> valuesThatAreNotListedAreRejected() {
        return parameters()
                .filter(entry -> entry.getValue().at("AllowedValues").exists())
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () -> {
                                    var allowed =
                                            entry.getValue().at("AllowedValues").texts().toList();
                                    assertAccepted(entry.getKey(), allowed);
                                    assertRejected(
                                            entry.getKey(), List.of("", allowed.getLast() + "1"));
                                }));
    }

    @TestFactory
    Stream<DynamicTest> invalidArnsAreRejected() {
        return REJECTED.keySet().stream()
                .map(name ->
                        DynamicTest.dynamicTest(
                                name,
                                () -> {
                                    assertAccepted(name, ACCEPTED.getOrDefault(name, List.of()));
                                    assertRejected(name, REJECTED.getOrDefault(name, List.of()));
                                }));
    }

    private static Stream<Map.Entry<String, Piece>> parameters() {
        return new Piece(YamlFile.read(TEMPLATE)).at("Parameters").fields();
    }

    private static void assertAccepted(String parameter, List<String> values) {
        for (String value : values) {
            assertThat(read(parameter, value).functions()).as(value).isNotEmpty();
        }
    }

    private static void assertRejected(String parameter, List<String> values) {
        for (String value : values) {
            assertThatThrownBy(() -> read(parameter, value))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("the parameter " + parameter + " is " + value);
        }
    }

    private static List<Source.OfQueue> mappings(String parameter, String value) {
        return read(parameter, value).functions().stream()
                .filter(function -> function.name().equals("fanfold_general_worker"))
                .flatMap(function -> function.sources().stream())
                .map(Source.OfQueue.class::cast)
                .toList();
    }

    private static Source.OfQueue work(String parameter, int value) {
        return mappings(parameter, "" + value).stream()
                .filter(mapping -> mapping.queue().endsWith("_work"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theParametersOfAPoolReachItsWorker() {
        assertThat(work("WorkerConcurrency", 2).concurrency()).isEqualTo(2);
        assertThat(work("WorkerConcurrency", 1000).concurrency()).isEqualTo(1000);
        assertThat(work("WorkerBatchSize", 1).batch()).isEqualTo(1);
        assertThat(work("WorkerBatchSize", 10).batch()).isEqualTo(10);
        // Each poller runs ten invocations; the local cloud runs at most 1,000.
        assertThat(work("WorkerPollers", 0).concurrency()).isEqualTo(250);
        assertThat(work("WorkerPollers", 2).concurrency()).isEqualTo(20);
        assertThat(work("WorkerPollers", 200).concurrency()).isEqualTo(1000);
    }

    @Test
    void pollersAndConcurrencyExcludeEachOther() {
        for (int pollers : new int[] {0, 2, 200}) {
            var parameters = Map.of("WorkerPollers", "" + pollers);
            List<Application.Mapping> mappings =
                    Application.read(TEMPLATE, parameters)
                            .mappings("SQS")
                            .filter(mapping -> mapping.id().equals("Worker.Work"))
                            .toList();
            assertThat(mappings).hasSize(1);
            Application.Mapping work = mappings.getFirst();
            assertThat(work.at("ProvisionedPollerConfig", "MinimumPollers").number(0))
                    .isEqualTo(pollers);
            assertThat(work.at("ProvisionedPollerConfig", "MaximumPollers").number(0))
                    .isEqualTo(pollers);
            assertThat(work.at("ScalingConfig").exists()).isEqualTo(pollers == 0);
        }
    }

    @Test
    void theNamedBucketsAreReadableByThreeFunctionsAndWritableByNone() {
        List<String> buckets = IntStream.range(0, 3).mapToObj(i -> "bucket-" + i).toList();
        String parameters =
                String.join(",", buckets.stream().map(name -> "arn:aws:s3:::" + name).toList());
        var readers = new ArrayList<String>();
        for (Function function : read("InputBuckets", parameters).functions()) {
            Rights rights = function.rights().orElseThrow();
            for (String bucket : buckets) {
                String object = "arn:aws:s3:::" + bucket + "/key";
                if (rights.decide("s3:GetObject", object) == Rights.Decision.ALLOWED) {
                    readers.add(function.handler().replaceFirst(".*\\.", ""));
                }
                assertThat(rights.decide("s3:PutObject", object))
                        .isNotEqualTo(Rights.Decision.ALLOWED);
            }
            assertThat(rights.decide("s3:GetObject", "arn:aws:s3:::bucket-00/key"))
                    .isEqualTo(Rights.Decision.NOT_ALLOWED);
        }
        assertThat(readers.stream().distinct())
                .containsExactlyInAnyOrder("DispatcherHandler", "ApiHandler", "WorkerHandler");
        assertThat(readers).hasSize(3 * buckets.size());
    }

    @Test
    void theNamedSecretsAreReadableByTheWorkerOnly() {
        List<String> secrets = List.of(SECRET + "one-a1b2c3", SECRET + "two-d4e5f6");
        for (Function function : read("WorkerSecrets", String.join(",", secrets)).functions()) {
            Rights rights = function.rights().orElseThrow();
            boolean worker = function.name().equals("fanfold_general_worker");
            for (String secret : secrets) {
                assertThat(rights.decide("secretsmanager:GetSecretValue", secret))
                        .as(function.name())
                        .isEqualTo(worker ? Rights.Decision.ALLOWED : Rights.Decision.NOT_ALLOWED);
                assertThat(rights.decide("secretsmanager:PutSecretValue", secret))
                        .isEqualTo(Rights.Decision.NOT_ALLOWED);
            }
            assertThat(rights.decide("secretsmanager:GetSecretValue", SECRET + "one"))
                    .isEqualTo(Rights.Decision.NOT_ALLOWED);
        }
    }
}
