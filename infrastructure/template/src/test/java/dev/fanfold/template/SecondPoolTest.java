package dev.fanfold.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.template.Rights.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Tests a second pool, with its own worker, table and rights. Every rule about templates holds for
/// it too.
class SecondPoolTest {
    private static final Path FOLDER = Path.of("src/test/resources/second");
    private static final Path TEMPLATE = FOLDER.resolve("template.yaml");
    private static final Map<String, String> NAME = Map.of("ApplicationName", "shop");
    private static final String SUBNETS = "subnet-0a,subnet-0b";
    private static final Map<String, String> IN_A_VPC =
            Map.of("ApplicationName", "shop", "Subnets", SUBNETS);
    private static final List<Map<String, String>> PARAMETERS =
            List.of(
                    NAME,
                    IN_A_VPC,
                    Map.of("ApplicationName", "shop", "LogDays", "7"),
                    Map.of("ApplicationName", "shop", "Architecture", "x86_64"),
                    Map.of("ApplicationName", "shop", KeyRules.PARAMETER, KeyRules.KEY));

    @TempDir Path folder;

    private static DeclaredResources read(Path template, Map<String, String> parameters) {
        return Templates.read(template, parameters, queue -> "http://" + queue);
    }

    private static Function worker(DeclaredResources declaredResources, String pool) {
        return declaredResources.functions().stream()
                .filter(function -> function.name().equals("shop_" + pool + "_worker"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itsWorkerHasTheSettingsInItsTemplate() {
        Function worker = worker(read(TEMPLATE, NAME), "general-stock");

        assertThat(worker.memory()).isEqualTo(3538);
        assertThat(worker.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(worker.environment()).containsEntry("STOCK_TABLE", "fanfold-Stock-Stock");
        assertThat(worker.sources())
                .extracting(source -> ((Source.OfQueue) source).queue())
                .containsExactlyInAnyOrder("shop_general-stock_work", "shop_general-stock_retry");
    }

    @Test
    void onlyItsWorkerMayUseItsTable() {
        DeclaredResources declaredResources = read(TEMPLATE, NAME);
        String table = Aws.arn("dynamodb", "table/fanfold-Stock-Stock");

        assertThat(declaredResources.tables())
                .extracting(one -> one.request().tableName())
                .contains("fanfold-Stock-Stock");
        for (Function function : declaredResources.functions()) {
            Rights rights = function.rights().orElseThrow();
            boolean owner = function.name().equals("shop_general-stock_worker");
            for (String action : List.of("dynamodb:GetItem", "dynamodb:PutItem")) {
                assertThat(rights.decide(action, table))
                        .as(function.name())
                        .isEqualTo(owner ? Decision.ALLOWED : Decision.NOT_ALLOWED);
            }
            assertThat(rights.decide("dynamodb:UpdateItem", table)).isEqualTo(Decision.NOT_ALLOWED);
            assertThat(rights.decide("dynamodb:Scan", table)).isNotEqualTo(Decision.ALLOWED);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRuleHoldsForTheSecondPool() {
        List<Application> read =
                PARAMETERS.stream().map(given -> Application.read(TEMPLATE, given)).toList();
        return TemplateRulesTest.RULES.stream()
                .map(rule ->
                        DynamicTest.dynamicTest(
                                rule.name(),
                                () ->
                                        assertThat(read.stream().flatMap(rule.check()).limit(9))
                                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> rightsThatAreTooWideAreDetected() {
        return Stream.of(
                        List.of("Action: [dynamodb:GetItem,", "Action: ['dynamodb:*',"),
                        List.of("Resource: !GetAtt Stock.Arn", "Resource: '*'"),
                        List.of("Roles: [!GetAtt Pool.Outputs.WorkerRole]", "Roles: [another]"),
                        List.of("Action: [ec2:CreateNetworkInterface,", "Action: ['ec2:*',"))
                .map(change ->
                        DynamicTest.dynamicTest(
                                change.getLast(),
                                () -> {
                                    Path wide = changed(change.getFirst(), change.getLast());
                                    Application all = Application.read(wide, IN_A_VPC);
                                    assertThat(
                                                    RoleRules.ALL.stream()
                                                            .flatMap(rule ->
                                                                    rule.check().apply(all)))
                                            .isNotEmpty();
                                }));
    }

    @Test
    void aWorkerInAVpcNeedsRightsForIt() throws IOException {
        assertThat(worker(read(TEMPLATE, IN_A_VPC), "general-stock").rights()).isPresent();

        Path without = changed("ec2:CreateNetworkInterface, ", "");

        assertThat(worker(read(without, NAME), "general-stock").rights()).isPresent();
        assertThatThrownBy(() -> read(without, IN_A_VPC))
                .isInstanceOf(TemplateException.class)
                .hasMessageContainingAll(
                        "VpcConfig: the role fanfold-Stock-Pool-WorkerRole",
                        "does not allow ec2:CreateNetworkInterface on *");
    }

    @Test
    void aWorkerOnAQueueOfAnotherPoolIsRejected() throws IOException {
        Path wrong =
                changed(
                        "Queue: !GetAtt Pool.Outputs.WorkQueueArn",
                        "Queue: !Sub 'arn:aws:sqs:us-east-1:000000000000:${Application}_general_work'");

        assertThatThrownBy(() -> read(wrong, NAME))
                .isInstanceOf(TemplateException.class)
                .hasMessageContainingAll(
                        "Worker.Work: the role fanfold-Stock-Pool-WorkerRole does not allow",
                        "sqs:ReceiveMessage on arn:aws:sqs:us-east-1:000000000000:shop_general_work");
    }

    /// A copy of the application in which one text of the pool's template is replaced.
    private Path changed(String replaced, String replacement) throws IOException {
        for (String name : List.of("template.yaml", "pool.yaml")) {
            String text = Files.readString(FOLDER.resolve(name));
            for (String location :
                    List.of("../../../../../../template.yaml", "../../../../../stacks/pool.yaml")) {
                text = text.replace(location, FOLDER.resolve(location).toRealPath().toString());
            }
            boolean isPool = name.equals("pool.yaml");
            assertThat(text.contains(replaced)).isEqualTo(isPool);
            Files.writeString(folder.resolve(name), text.replace(replaced, replacement));
        }
        return folder.resolve("template.yaml");
    }
}
