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

/// Two applications in one account, where one's name begins with the other's. No role of one may
/// access resources of the other, and no dashboard of one shows resources of the other.
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

    /// One of two applications in a template that nests both.
    ///
    /// @param part logical id of its stack in that template
    private record One(String part, String name) {
        boolean has(String physical) {
            String lower = physical.toLowerCase(java.util.Locale.ROOT);
            return physical.startsWith(name + "_")
                    || lower.startsWith(
                            ("fanfold-" + part + "-").toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void noRoleOfOneReachesTheOther() throws IOException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<One> two = drawn(new Random(seed));
            DeclaredResources declaredResources =
                    Templates.read(nesting(two), Map.of(), queue -> "http://" + queue);
            for (One one : two) {
                Set<String> others = resources(declaredResources, two.get(1 - two.indexOf(one)));
                List<Function> functions =
                        declaredResources.functions().stream()
                                .filter(function -> one.has(function.name()))
                                .toList();
                assertThat(functions).as("seed %d", seed).hasSizeGreaterThan(6);
                assertThat(others).as("seed %d", seed).hasSizeGreaterThan(20);
                assertThat(functions.stream().flatMap(function -> reached(function, others)))
                        .as("of %s in %s, seed %d", one, two, seed)
                        .isEmpty();
                assertThat(
                                functions.stream()
                                        .flatMap(function ->
                                                reached(
                                                        function,
                                                        resources(declaredResources, one))))
                        .as("of its own")
                        .hasSizeGreaterThan(40);
            }
        }
    }

    private static Stream<String> reached(Function function, Set<String> resources) {
        Rights rights = function.rights().orElseThrow();
        return ACTIONS.stream()
                .flatMap(action ->
                        resources.stream()
                                .filter(arn ->
                                        rights.decide(action, arn) == Rights.Decision.ALLOWED)
                                .map(arn -> function.name() + " may " + action + " on " + arn));
    }

    private static Set<String> resources(DeclaredResources declaredResources, One one) {
        return Stream.of(
                        declaredResources.queues().stream()
                                .map(Queue::name)
                                .filter(one::has)
                                .map(name -> Aws.arn("sqs", name)),
                        declaredResources.functions().stream()
                                .map(Function::name)
                                .filter(one::has)
                                .map(name -> Aws.arn("lambda", "function:" + name)),
                        declaredResources.tables().stream()
                                .map(table -> table.request().tableName())
                                .filter(one::has)
                                .flatMap(ApplicationsApartTest::ofTable),
                        declaredResources.buckets().stream()
                                .map(DeclaredResources.Bucket::name)
                                .filter(one::has)
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
    void noDashboardOrAlarmOfOneShowsTheOther() throws IOException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<One> two = drawn(new Random(seed));
            Path template = nesting(two);
            Application all = Application.read(template, Map.of());
            for (One one : two) {
                List<String> others = names(all, two.get(1 - two.indexOf(one)));
                List<String> shown =
                        Stream.concat(
                                        all.all("AWS::CloudWatch::Dashboard")
                                                .filter(dashboard -> one.has(dashboard.name()))
                                                .map(dashboard ->
                                                        dashboard.at("DashboardBody").text()),
                                        all.all("AWS::CloudWatch::Alarm")
                                                .filter(alarm -> one.has(alarm.name()))
                                                .flatMap(alarm -> alarm.at("Dimensions").items())
                                                .map(dimension ->
                                                        '"' + dimension.at("Value").text() + '"'))
                                .toList();
                assertThat(shown)
                        .as("of %s, seed %d", one, seed)
                        .hasSizeGreaterThan(20)
                        .noneMatch(text -> text.contains("SEARCH("))
                        .noneMatch(text ->
                                others.stream().anyMatch(name -> text.contains('"' + name + '"')))
                        .anyMatch(text ->
                                names(all, one).stream()
                                        .anyMatch(name -> text.contains('"' + name + '"')));
            }
        }
    }

    private static List<String> names(Application all, One one) {
        return Stream.concat(all.queues(), all.functions())
                .map(Application.Resource::name)
                .filter(one::has)
                .toList();
    }

    /// Two valid names, of which the second begins with the first and is longer.
    private static List<One> drawn(Random random) {
        String letters = "abcxyzABCXYZ";
        String first =
                letters.charAt(random.nextInt(letters.length())) + rest(random, random.nextInt(15));
        String second =
                first + (random.nextBoolean() ? "-" : "") + rest(random, 1 + random.nextInt(14));
        List<One> two = new ArrayList<>(List.of(new One("Left", first), new One("Right", second)));
        return random.nextBoolean() ? two : two.reversed();
    }

    private static String rest(Random random, int length) {
        String more = "abcxyzABCXYZ0123456789-";
        return random.ints(length, 0, more.length())
                .mapToObj(at -> "" + more.charAt(at))
                .collect(Collectors.joining());
    }

    private Path nesting(List<One> two) throws IOException {
        String resources =
                two.stream()
                        .map(one ->
                                """
                                  %s:
                                    Type: AWS::Serverless::Application
                                    Properties:
                                      Location: %s
                                      Parameters: {ApplicationName: %s}
                                """
                                        .formatted(
                                                one.part(),
                                                FOLDER.resolve("template.yaml"),
                                                '"' + one.name() + '"'))
                        .collect(Collectors.joining());
        return Files.writeString(folder.resolve("two.yaml"), "Resources:\n" + resources);
    }
}
