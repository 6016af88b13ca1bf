package dev.fanfold.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Checks rules about the application's templates. Each rule holds with the defaults and with every
/// parameter at its limits. A second test changes the templates so that they violate a rule, in
/// every place where that is possible, and the rule must detect each change.
class TemplateRulesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path TEMPLATE = ROOT.resolve("template.yaml");
    static final List<Rule> RULES =
            Stream.of(
                            QueueRules.ALL,
                            StreamRules.ALL,
                            FunctionRules.ALL,
                            RoleRules.ALL,
                            ReadRules.ALL,
                            KeyRules.ALL)
                    .flatMap(List::stream)
                    .toList();

    /// The defaults, and all optional parameters, because many resources exist only with them.
    private static final List<Map<String, String>> PARAMETERS =
            List.of(
                    Map.of(),
                    Map.of(
                            KeyRules.PARAMETER,
                            KeyRules.KEY,
                            "JwtIssuer",
                            "https://issuer.example",
                            "JwtAudience",
                            "fanfold",
                            "JwtKeysUrl",
                            "https://issuer.example/keys",
                            ReadRules.BUCKETS,
                            ReadRules.TWO_BUCKETS,
                            ReadRules.SECRETS,
                            ReadRules.TWO_SECRETS));

    private static final List<Path> FILES =
            Application.read(TEMPLATE, Map.of()).files().stream().distinct().toList();

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> everyRuleHolds() {
        List<Application> read = applications(TEMPLATE).toList();
        return RULES.stream()
                .map(rule ->
                        DynamicTest.dynamicTest(
                                rule.name(),
                                () ->
                                        assertThat(violations(rule, read.stream()).limit(9))
                                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyBreakIsDetected() {
        return RULES.stream()
                .flatMap(rule ->
                        rule.breaks().stream()
                                .map(broken ->
                                        DynamicTest.dynamicTest(
                                                rule.name() + ", broken by " + broken,
                                                () -> assertDetected(rule, broken))));
    }

    @Test
    void everyRuleHasAChangeThatBreaksIt() {
        assertThat(RULES).isNotEmpty().allSatisfy(rule -> assertThat(rule.breaks()).isNotEmpty());
    }

    @Test
    void everyClassOfRulesIsListed() throws IOException, ReflectiveOperationException {
        List<Rule> all = new ArrayList<>();
        Path classes = Path.of("src/test/java/dev/fanfold/template");
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith("Rules.java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                Class<?> type = Class.forName("dev.fanfold.template." + name);
                for (Object rule : (List<?>) type.getDeclaredField("ALL").get(null)) {
                    all.add((Rule) rule);
                }
            }
        }
        assertThat(RULES).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void theDeployedStackIsTagged() throws IOException {
        assertThat(Files.readString(ROOT.resolve("samconfig.toml")))
                .containsPattern("(?m)^tags = \"\\w+=\\w+\"$");
    }

    private static Stream<String> violations(Rule rule, Stream<Application> applications) {
        return applications.flatMap(all ->
                rule.check().apply(all).map(violation -> all.parameters() + " " + violation));
    }

    private static Stream<Application> applications(Path template) {
        return limits(template).stream().map(parameters -> Application.read(template, parameters));
    }

    /// The sets of parameters above, and each parameter alone at each of its limits.
    private static List<Map<String, String>> limits(Path template) {
        List<Map<String, String>> limits = new ArrayList<>();
        limits.addAll(PARAMETERS);
        new Piece(YamlFile.read(template))
                .at("Parameters")
                .fields()
                .forEach(entry ->
                        Stream.of("AllowedValues", "MinValue", "MaxValue")
                                .flatMap(limit -> entry.getValue().at(limit).texts())
                                .forEach(value -> limits.add(Map.of(entry.getKey(), value))));
        return limits;
    }

    private void assertDetected(Rule rule, Rule.Break broken) throws IOException {
        int places = 0;
        for (Path file : FILES) {
            String text = Files.readString(file);
            Matcher matcher = Pattern.compile(broken.pattern()).matcher(text);
            while (matcher.find()) {
                places++;
                Path template = copyWith(file, changed(text, matcher.start(), broken));
                assertThat(violations(rule, applications(template)).findFirst())
                        .as("%s at %d", file, text.substring(0, matcher.start()).lines().count())
                        .isPresent();
            }
        }
        assertThat(places).as("places to break").isPositive();
    }

    private static String changed(String text, int start, Rule.Break broken) {
        Matcher match = Pattern.compile(broken.pattern()).matcher(text);
        StringBuilder changed = new StringBuilder();
        if (match.find(start)) {
            match.appendReplacement(changed, broken.replacement());
        }
        return match.appendTail(changed).toString();
    }

    private Path copyWith(Path changed, String text) throws IOException {
        for (Path file : FILES) {
            Path copy = folder.resolve(ROOT.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, file.equals(changed) ? text : Files.readString(file));
        }
        return folder.resolve("template.yaml");
    }
}
