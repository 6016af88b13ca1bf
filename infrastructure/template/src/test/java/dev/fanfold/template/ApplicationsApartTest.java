package dev.fanfold.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two applications can share an account, even if the name of one begins with the name of the
/// other. No role of one may access resources of the other, and no dashboard of one shows resources
/// of the other.
class ApplicationsApartTest {
    private static final Path FOLDER = Path.of("src/test/resources/second").toAbsolutePath();
    private static final int SEEDS = 8;
    private static final List<String> ACTIONS =
            List.of(
                    "sqs:GetQueueUrl",
                    "sqs:GetQueueAttributes",
                    "sqs:SendMessage",
                    "sqs:ReceiveMessage",
                    "sqs:DeleteMessage",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "dynamodb:GetRecords",
                    "s3:GetObject",
                    "s3:GetObjectVersion",
                    "s3:PutObject",
                    "s3:ListBucket",
                    "lambda:InvokeFunction");

    @TempDir Path folder;

    /// One of the two applications, which are nested stacks of one template.
    ///
    /// @param part logical id of its stack in that template
    private record Deployment(String part, String name) {
        boolean owns(String physical) {
            String lower = physical.toLowerCase(java.util.Locale.ROOT);
            return physical.startsWith(name + "_")
                    || lower.startsWith(
                            ("fanfold-" + part + "-").toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void noRoleMayAccessResourcesOfTheOtherApplication() throws IOException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<Deployment> deployments = randomDeployments(new Random(seed));
            DeclaredResources declaredResources =
                    Templates.read(nesting(deployments), Map.of(), queue -> "http://" + queue);
            for (Deployment deployment : deployments) {
                Set<String> otherResources =
                        resources(
                                declaredResources,
                                deployments.get(1 - deployments.indexOf(deployment)));
                List<Function> functions =
                        declaredResources.functions().stream()
                                .filter(function -> deployment.owns(function.name()))
                                .toList();
                assertThat(functions).as("seed %d", seed).hasSizeGreaterThan(6);
                assertThat(otherResources).as("seed %d", seed).hasSizeGreaterThan(20);
                assertThat(
                                functions.stream()
                                        .flatMap(
                                                function -> allowedCalls(function, otherResources)))
                        .as("of %s in %s, seed %d", deployment, deployments, seed)
                        .isEmpty();
                assertThat(
                                functions.stream()
                                        .flatMap(function ->
                                                allowedCalls(
                                                        function,
                                                        resources(declaredResources, deployment))))
                        .as("of its own")
                        .hasSizeGreaterThan(40);
            }
        }
    }

    private static Stream<String> allowedCalls(Function function, Set<String> resources) {
        Rights rights = function.rights().orElseThrow();
        return ACTIONS.stream()
                .flatMap(action ->
                        resources.stream()
                                .filter(arn ->
                                        rights.decide(action, arn) == Rights.Decision.ALLOWED)
                                .map(arn -> function.name() + " may " + action + " on " + arn));
    }

    private static Set<String> resources(
            DeclaredResources declaredResources, Deployment deployment) {
        return Stream.of(
                        declaredResources.queues().stream()
                                .map(Queue::name)
                                .filter(deployment::owns)
                                .map(name -> Aws.arn("sqs", name)),
                        declaredResources.functions().stream()
                                .map(Function::name)
                                .filter(deployment::owns)
                                .map(name -> Aws.arn("lambda", "function:" + name)),
                        declaredResources.tables().stream()
                                .map(table -> table.request().tableName())
                                .filter(deployment::owns)
                                .flatMap(ApplicationsApartTest::ofTable),
                        declaredResources.buckets().stream()
                                .map(DeclaredResources.Bucket::name)
                                .filter(deployment::owns)
                                .flatMap(ApplicationsApartTest::ofBucket))
                .flatMap(arns -> arns)
                .collect(Collectors.toSet());
    }

    private static Stream<String> ofTable(String name) {
        String arn = Aws.arn("dynamodb", "table/" + name);
        return Stream.of(arn, arn + "/index/by-owner", arn + "/stream/latest");
    }

    private static Stream<String> ofBucket(String name) {
        String arn = "arn:aws:s3:::" + name;
        return Stream.of(arn, arn + "/key", arn + "/uploads/key");
    }

    // Searches for the quoted name, because a dashboard's text is JSON.
    @Test
    void noDashboardOrAlarmShowsResourcesOfTheOtherApplication() throws IOException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<Deployment> deployments = randomDeployments(new Random(seed));
            Path template = nesting(deployments);
            Application all = Application.read(template, Map.of());
            for (Deployment deployment : deployments) {
                List<String> otherResources =
                        names(all, deployments.get(1 - deployments.indexOf(deployment)));
                List<String> shown =
                        Stream.concat(
                                        all.all("AWS::CloudWatch::Dashboard")
                                                .filter(dashboard ->
                                                        deployment.owns(dashboard.name()))
                                                .map(dashboard ->
                                                        dashboard.at("DashboardBody").text()),
                                        all.all("AWS::CloudWatch::Alarm")
                                                .filter(alarm -> deployment.owns(alarm.name()))
                                                .flatMap(alarm -> alarm.at("Dimensions").items())
                                                .map(dimension ->
                                                        '"' + dimension.at("Value").text() + '"'))
                                .toList();
                assertThat(shown)
                        .as("of %s, seed %d", deployment, seed)
                        .hasSizeGreaterThan(20)
                        .noneMatch(text -> text.contains("SEARCH("))
                        .noneMatch(text ->
                                otherResources.stream()
                                        .anyMatch(name -> text.contains('"' + name + '"')))
                        .anyMatch(text ->
                                names(all, deployment).stream()
                                        .anyMatch(name -> text.contains('"' + name + '"')));
            }
        }
    }

    private static List<String> names(Application all, Deployment deployment) {
        return Stream.concat(all.queues(), all.functions())
                .map(Application.Resource::name)
                .filter(deployment::owns)
                .toList();
    }

    /// Two applications with valid names. The longer name begins with the shorter one.
    private static List<Deployment> randomDeployments(Random random) {
        String letters = "abcxyzABCXYZ";
        String first =
                letters.charAt(random.nextInt(letters.length()))
                        + randomText(random, random.nextInt(15));
        String second =
                first
                        + (random.nextBoolean() ? "-" : "")
                        + randomText(random, 1 + random.nextInt(14));
        List<Deployment> deployments =
                new ArrayList<>(
                        List.of(new Deployment("Left", first), new Deployment("Right", second)));
        return random.nextBoolean() ? deployments : deployments.reversed();
    }

    private static String randomText(Random random, int length) {
        String characters = "abcxyzABCXYZ0123456789-";
        return random.ints(length, 0, characters.length())
                .mapToObj(index -> "" + characters.charAt(index))
                .collect(Collectors.joining());
    }

    private Path nesting(List<Deployment> deployments) throws IOException {
        String resources =
                deployments.stream()
                        .map(deployment ->
                                """
                                  %s:
                                    Type: AWS::Serverless::Application
                                    Properties:
                                      Location: %s
                                      Parameters: {ApplicationName: %s}
                                """
                                        .formatted(
                                                deployment.part(),
                                                FOLDER.resolve("template.yaml"),
                                                '"' + deployment.name() + '"'))
                        .collect(Collectors.joining());
        return Files.writeString(folder.resolve("two.yaml"), "Resources:\n" + resources);
    }
}
