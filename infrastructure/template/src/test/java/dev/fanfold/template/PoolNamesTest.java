package dev.fanfold.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The physical names of queues and functions are unique for each application and pool, and the
/// patterns in a role match only names of its own application.
class PoolNamesTest {
    private static final Path ROOT = Operations.ROOT;
    private static final String POOL_TEMPLATE = "functions/workloads/general/pool.yaml";
    private static final List<String> APPLICATIONS = List.of("shop", "shop-eu", "sho", "Shop", "s");
    private static final List<String> POOLS =
            List.of("general", "g", "g-p-u", "g-p", "work", "dead", "dispatch");

    @TempDir Path folder;
    private Path template = ROOT;

    @BeforeEach
    void copy() throws IOException {
        for (Path file :
                Application.read(ROOT.resolve("template.yaml"), Map.of()).files().stream()
                        .distinct()
                        .toList()) {
            write(ROOT.relativize(file).toString(), Files.readString(file));
        }
        write(
                "infrastructure/api/openapi.yaml",
                Files.readString(ROOT.resolve("infrastructure/api/openapi.yaml")));
        template = folder.resolve("template.yaml");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void deploy(String pool) throws IOException {
        String own = Files.readString(ROOT.resolve(POOL_TEMPLATE));
        write(POOL_TEMPLATE, own.replace("Pool: general", "Pool: " + pool));
    }

    @Test
    void namesOfDifferentApplicationsAndPoolsDiffer() throws IOException {
        List<String> dispatch = APPLICATIONS.stream().map(PoolNamesTest::dispatch).toList();
        var names = new ArrayList<>(dispatch);
        for (String pool : POOLS) {
            deploy(pool);
            for (String application : APPLICATIONS) {
                List<String> found = names(application);
                assertThat(found).contains(dispatch(application));
                found.stream()
                        .filter(name -> !name.equals(dispatch(application)))
                        .forEach(names::add);
            }
        }

        assertThat(names)
                .hasSize(POOLS.size() * APPLICATIONS.size() * 5 + dispatch.size())
                .doesNotHaveDuplicates()
                .contains("shop-eu_g-p-u_work", "shop_general_worker", "sho_dead_dead");
    }

    private static String dispatch(String application) {
        return application + "_dispatch";
    }

    @Test
    void aWorkerSendsToTheDispatchQueueOfItsApplicationAndReadsNone() {
        for (String application : APPLICATIONS) {
            Rights worker = worker(application).rights().orElseThrow();
            for (String other : APPLICATIONS) {
                String queue = Aws.arn("sqs", dispatch(other));
                assertThat(
                                Stream.of(
                                                "sqs:GetQueueUrl",
                                                "sqs:SendMessage",
                                                "sqs:GetQueueAttributes",
                                                "sqs:ReceiveMessage",
                                                "sqs:DeleteMessage",
                                                "sqs:PurgeQueue")
                                        .filter(action ->
                                                worker.decide(action, queue)
                                                        == Rights.Decision.ALLOWED))
                        .as("%s on %s", application, queue)
                        .containsExactlyElementsOf(
                                other.equals(application)
                                        ? List.of("sqs:GetQueueUrl", "sqs:SendMessage")
                                        : List.of());
            }
        }
    }

    private Function worker(String application) {
        return declared(application).functions().stream()
                .filter(function -> function.name().equals(application + "_general_worker"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPatternMatchesOnlyQueuesOfItsKindInItsApplication() throws IOException {
        for (String application : APPLICATIONS) {
            Set<String> patterns = patterns(application);
            assertThat(patterns).hasSize(3);
            for (String pool : POOLS) {
                deploy(pool);
                for (String other : APPLICATIONS) {
                    assertThat(
                                    names(other).stream()
                                            .filter(name ->
                                                    patterns.stream()
                                                            .anyMatch(one -> matches(one, name))))
                            .containsExactlyInAnyOrderElementsOf(
                                    other.equals(application)
                                            ? Stream.of("work", "retry", "dead")
                                                    .map(one -> other + "_" + pool + "_" + one)
                                                    .toList()
                                            : List.of());
                }
            }
        }
    }

    // As in IAM, a star matches any characters.
    private static boolean matches(String pattern, String name) {
        return name.matches(
                Stream.of(pattern.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")));
    }

    private Set<String> patterns(String application) {
        Application all = Application.read(template, Map.of("ApplicationName", application));
        return all.roles()
                .flatMap(role -> RoleRules.statements(all, role, "Allow"))
                .flatMap(statement -> statement.at("Resource").texts())
                .filter(one -> one.startsWith("arn:aws:sqs:") && one.contains("*"))
                .map(Aws::nameIn)
                .collect(Collectors.toSet());
    }

    private List<String> names(String application) {
        DeclaredResources declaredResources = declared(application);
        return Stream.concat(
                        declaredResources.queues().stream().map(Queue::name),
                        declaredResources.functions().stream().map(Function::name))
                .filter(name -> name.contains("_"))
                .toList();
    }

    private DeclaredResources declared(String application) {
        return Templates.read(
                template, Map.of("ApplicationName", application), queue -> "http://" + queue);
    }

    @Test
    void theNameOfAnApplicationHasAtMostThirtyCharacters() {
        String longest = "a" + "b".repeat(29);

        assertThat(names(longest)).isNotEmpty();
        Templates.checkParameters(template, longest);
        for (String invalid : List.of(longest + "b", "under_score", "9", "a.b", "-a")) {
            assertThatThrownBy(() -> names(invalid))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContainingAll("ApplicationName is " + invalid, "at most 30");
            assertThatThrownBy(() -> Templates.checkParameters(template, invalid))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContainingAll("Application is " + invalid, "at most 30");
        }
    }

    @Test
    void theNameOfAPoolHasAtMostTwentyCharacters() throws IOException {
        String longest = "a" + "b".repeat(19);
        deploy(longest);
        assertThat(names("shop")).contains("shop_" + longest + "_work");
        assertThat(names("a".repeat(30))).allSatisfy(name -> assertThat(name).hasSizeLessThan(65));

        for (String invalid : List.of(longest + "b", "Capital", "under_score", "9", "a.b", "-a")) {
            deploy(invalid);
            assertThatThrownBy(() -> names("shop"))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContainingAll("Pool is " + invalid, "at most 20");
            assertThatThrownBy(() -> Templates.checkParameters(template, "shop"))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContainingAll("Pool is " + invalid, "at most 20");
        }
    }
}
