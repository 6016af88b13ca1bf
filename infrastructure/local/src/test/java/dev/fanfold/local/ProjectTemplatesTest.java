package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.template.Api;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.template.Source;
import dev.fanfold.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The local cloud runs the application's templates with any resource names.
///
/// The code of the functions is not in this module, so their handlers are replaced.
class ProjectTemplatesTest {
    private static final Path ROOT = Path.of("../..");
    private static final List<String> FILES =
            List.of(
                    "template.yaml",
                    "infrastructure/stacks/application.yaml",
                    "infrastructure/stacks/storage.yaml",
                    "infrastructure/stacks/pool.yaml",
                    "infrastructure/stacks/coordination.yaml",
                    "infrastructure/stacks/observability.yaml",
                    "infrastructure/stacks/api.yaml",
                    "functions/workloads/general/pool.yaml",
                    "infrastructure/api/openapi.yaml");
    private static final Pattern RESOURCE = Pattern.compile("(?m)^  (\\w+):\n    Type: AWS::");

    @TempDir Path folder;

    @Test
    void theApplicationStartsWithOtherResourceNames() throws IOException, InterruptedException {
        Path template = copy(this::rename);
        BlockingQueue<List<String>> events = new LinkedBlockingQueue<>();

        try (LocalCloud cloud =
                LocalCloud.start(
                        template, LocalOptions.defaults().code(FunctionCode.classPath()))) {
            assertThat(cloud.outputs())
                    .containsOnlyKeys(
                            "InboxBucket",
                            "ResultsBucket",
                            "JobsTable",
                            "ReportsTable",
                            "DispatchQueueUrl",
                            "Application",
                            "ApiUrl",
                            "ApiFunction");
            assertThat(cloud.output("JobsTable")).contains("RenamedJobs");
            for (FunctionStatus function : cloud.functions()) {
                assertThat(function.id()).startsWith("Renamed");
                ScriptedHandler.script(
                        function.name(),
                        (event, context, variables) -> {
                            events.add(List.of(function.id(), event.toString()));
                            return null;
                        });
            }

            Queues.of(cloud).send("DispatchQueueUrl", "a request");

            assertThat(events.poll(60, TimeUnit.SECONDS))
                    .satisfies(first -> assertThat(first.getFirst()).isEqualTo("RenamedDispatcher"))
                    .satisfies(first -> assertThat(first.getLast()).contains("a request"));
        }
    }

    @Test
    void renamingChangesNoKind() throws IOException {
        DeclaredResources original = read(copy(text -> text));
        DeclaredResources renamed = read(copy(this::rename));

        assertThat(kinds(renamed)).isEqualTo(kinds(original));
        assertThat(kinds(original).stream().filter(kind -> kind.startsWith("function")))
                .hasSize(original.functions().size())
                .isNotEmpty();
    }

    private static DeclaredResources read(Path template) {
        return Templates.read(template, Map.of(), queue -> "http://" + queue);
    }

    /// The declared resources without names.
    private static List<String> kinds(DeclaredResources declaredResources) {
        List<String> kinds = new ArrayList<>();
        declaredResources
                .buckets()
                .forEach(bucket -> kinds.add("bucket " + bucket.notifications().size()));
        declaredResources
                .queues()
                .forEach(queue ->
                        kinds.add(
                                "queue "
                                        + queue.visibility()
                                        + queue.redrive().map(to -> to.maxReceiveCount())));
        declaredResources
                .tables()
                .forEach(table ->
                        kinds.add(
                                "table "
                                        + table.request().keySchema()
                                        + table.request().globalSecondaryIndexes()
                                        + table.expires()));
        declaredResources
                .functions()
                .forEach(function ->
                        kinds.add(
                                "function "
                                        + function.timeout()
                                        + function.memory()
                                        + function.environment().keySet().stream().sorted().toList()
                                        + function.sources().stream()
                                                .map(Source::getClass)
                                                .toList()));
        return kinds.stream().sorted().toList();
    }

    private Path copy(UnaryOperator<String> change) throws IOException {
        for (String file : FILES) {
            String text = Files.readString(ROOT.resolve(file));
            Path copy = folder.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.writeString(
                    copy,
                    change.apply(text)
                            .replaceAll(
                                    "Handler: dev\\.fanfold\\.\\S+",
                                    "Handler: dev.fanfold.local.ScriptedHandler"));
        }
        return folder.resolve(FILES.getFirst());
    }

    /// The template with a different logical id for each resource.
    private String rename(String text) {
        // A file that a stack includes contains only references.
        String result =
                text.contains("\nopenapi:")
                        ? text.replaceAll("\\$\\{(?=\\w+\\.Arn})", "\\${Renamed")
                        : text;
        for (String id : RESOURCE.matcher(text).results().map(found -> found.group(1)).toList()) {
            String reference =
                    "((?m:^  )(?=\\w+:\n    Type: AWS::)|!Ref |!GetAtt |\\$\\{|DependsOn: )";
            result =
                    Pattern.compile(reference + id + "\\b")
                            .matcher(result)
                            .replaceAll(found ->
                                    Matcher.quoteReplacement(found.group(1) + "Renamed" + id));
        }
        return result;
    }

    @Test
    void everyTemplateOfTheApplicationIsCopied() throws IOException {
        try (Stream<Path> stacks = Files.list(ROOT.resolve("infrastructure/stacks"))) {
            assertThat(stacks.map(file -> ROOT.relativize(file).toString())).isSubsetOf(FILES);
        }
    }

    @Test
    void everyMethodOfTheApiRequiresAuthorization() {
        assertThat(access(Map.of())).hasSize(11).containsOnly(new Api.Access.Signed());
        assertThat(access(Map.of("JwtIssuer", "https://issuer")))
                .hasSize(11)
                .allSatisfy(
                        access -> assertThat(access).isInstanceOf(Api.Access.ByAuthorizer.class));
    }

    private static List<Api.Access> access(Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("Application", "fanfold");
        for (String name :
                List.of(
                        "JobsTable",
                        "ReportsTable",
                        "InboxBucket",
                        "ResultsBucket",
                        "DispatchQueueUrl",
                        "DispatchQueueArn")) {
            all.put(name, name);
        }
        Path stack = ROOT.resolve("infrastructure/stacks/api.yaml");
        return Templates.read(stack, all, queue -> queue).apis().getFirst().routes().stream()
                .map(Api.Route::access)
                .toList();
    }
}
