package dev.fanfold.cli.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.local.FunctionStatus;
import dev.fanfold.local.LocalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests that the templates are the only list of resources.
///
/// With other logical ids, other names of tables and queues, and one more pool, jobs have the same
/// answers.
@Timeout(180)
class RenamedTemplateTest {
    private static final Pattern RESOURCE =
            Pattern.compile("(?m)^  ([A-Z][A-Za-z0-9]*):\\n    Type: (AWS::[A-Za-z0-9:]+)");

    @Test
    void theApplicationRunsWithOtherResourceNamesAndASecondPool(@TempDir Path copy)
            throws IOException {
        Path stacks = Files.createDirectories(copy.resolve("infrastructure/stacks"));
        try (Stream<Path> originals =
                Files.list(TestApplication.TEMPLATE.resolveSibling("infrastructure/stacks"))) {
            for (Path original : originals.toList()) {
                Files.writeString(
                        stacks.resolve(original.getFileName()),
                        renameResources(Files.readString(original)));
            }
        }
        for (String pool : List.of("general", "second")) {
            String general =
                    Files.readString(
                            TestApplication.TEMPLATE.resolveSibling(
                                    "functions/workloads/general/pool.yaml"));
            Path poolTemplate = copy.resolve("functions/workloads/" + pool + "/pool.yaml");
            Files.createDirectories(poolTemplate.getParent());
            Files.writeString(
                    poolTemplate,
                    renameResources(
                            general.replace("Pool: general", "Pool: " + pool)
                                    .replace("FANFOLD_POOL: general", "FANFOLD_POOL: " + pool)));
        }
        String document = "infrastructure/api/openapi.yaml";
        Files.createDirectories(copy.resolve(document).getParent());
        Files.writeString(
                copy.resolve(document),
                Files.readString(TestApplication.TEMPLATE.resolveSibling(document))
                        .replaceAll("\\$\\{(Api|Authorizer)\\.", "\\${$1Too."));
        Path template = copy.resolve("template.yaml");
        Files.writeString(
                template,
                renameResources(withASecondPool(Files.readString(TestApplication.TEMPLATE))));

        try (var application = new TestApplication(template, LocalOptions.defaults())) {
            Job general =
                    application.awaitEnd(application.submit("noop", 2, "0", Map.of("tasks", "21")));
            JobId second = application.submit("elsewhere", 2, "0", Map.of());

            assertThat(general.state()).isEqualTo(State.SUCCEEDED);
            assertThat(application.awaitEnd(second).state()).isEqualTo(State.SUCCEEDED);
            assertThat(
                            application.cloud.functions().stream()
                                    .filter(function -> function.invocations() > 0)
                                    .map(FunctionStatus::id))
                    .as("both pools worked")
                    .filteredOn(name -> name.contains("WorkerToo"))
                    .hasSize(2);
            assertThat(application.cloud.output("JobsTable")).isEqualTo("other-JobsToo");
        }
    }

    private static String withASecondPool(String root) {
        int from = root.indexOf("  General:");
        int to = root.indexOf("\n\n", from);
        String pool = root.substring(from, to);
        return root.replace(
                pool,
                pool
                        + "\n\n"
                        + pool.replace("General:", "Second:")
                                .replace("workloads/general/", "workloads/second/"));
    }

    /// Appends `Too` to every logical id, and names each table and queue that has no name.
    ///
    /// The queues of pools keep their names, because functions find them by name.
    private static String renameResources(String template) {
        String text = template;
        Matcher resources = RESOURCE.matcher(template);
        while (resources.find()) {
            String id = resources.group(1);
            text =
                    text.replaceAll("(?m)^  " + id + ":(?=\\n    Type: AWS)", "  " + id + "Too:")
                            .replaceAll(
                                    "(!Ref |!GetAtt |DependsOn: )" + id + "\\b", "$1" + id + "Too")
                            .replaceAll("\\$\\{" + id + "(?=[.}])", "\\${" + id + "Too");
        }
        return text.replaceAll(
                        "(?m)^  (\\w+Too):\\n    Type: AWS::DynamoDB::Table\\n((?:    \\w.*\\n)*?)    Properties:\\n",
                        "  $1:\n    Type: AWS::DynamoDB::Table\n$2    Properties:\n      TableName: other-$1\n")
                .replaceAll(
                        "(?m)^  (\\w+Too):\\n    Type: AWS::SQS::Queue\\n((?:    \\w.*\\n)*?)    Properties:\\n(?!      QueueName)",
                        "  $1:\n    Type: AWS::SQS::Queue\n$2    Properties:\n      QueueName: !Sub other-\\${AWS::StackName}-$1\n");
    }
}
