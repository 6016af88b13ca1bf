package dev.fanfold.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every directory of workloads is built, packed and deployed. The test also checks the table in
/// CONTRIBUTING that lists what one more directory needs, row by row.
class WorkloadFoldersTest {
    private static final Path ROOT = Operations.ROOT;
    private static final Path FOLDERS = Path.of("functions/workloads");
    private static final String SERVICES =
            "src/main/resources/META-INF/services/dev.fanfold.workload.Workload";

    /// Texts that the files need for another directory.
    private static final String POM = "<artifactId>risk</artifactId>";

    private static final String DEPENDENCY =
            "<dependencies><dependency><groupId>dev.fanfold</groupId><artifactId>risk</artifactId>";

    @TempDir Path folder;

    @Test
    void everyFolderOfThisProjectIsComplete() {
        assertThat(names(ROOT)).contains("general");
        assertThat(faults(ROOT)).isEmpty();
    }

    @Test
    void oneMoreFolderIsComplete() throws IOException {
        addWorkload();

        assertThat(names(folder)).containsExactly("general", "risk");
        assertThat(faults(folder)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> eachMissingRowIsDetected() {
        return Map.<String, Change>of(
                        "functions/workloads/risk/pom.xml is missing",
                        () -> Files.delete(folder.resolve("functions/workloads/risk/pom.xml")),
                        "pom.xml does not name the module",
                        () -> replace("pom.xml", "<module>functions/workloads/risk</module>", ""),
                        "pom.xml does not manage",
                        () -> replace("pom.xml", POM, ""),
                        "functions/coordination/pom.xml does not name",
                        () ->
                                replace(
                                        "functions/coordination/pom.xml",
                                        DEPENDENCY,
                                        "<dependencies>"),
                        SERVICES + " is missing",
                        () ->
                                Files.delete(
                                        folder.resolve("functions/workloads/risk")
                                                .resolve(SERVICES)),
                        "functions/workloads/risk/pool.yaml is missing",
                        () -> Files.delete(folder.resolve("functions/workloads/risk/pool.yaml")),
                        "template.yaml has no worker fanfold_risk_worker",
                        () -> write("template.yaml", text(ROOT, "template.yaml")),
                        "is not functions/workloads/risk/target/risk.zip",
                        () ->
                                replace(
                                        "functions/workloads/risk/pool.yaml",
                                        "target/risk.zip",
                                        "target/general.zip"),
                        "the pool of fanfold_risk_worker is general",
                        () ->
                                replace(
                                        "functions/workloads/risk/pool.yaml",
                                        "FANFOLD_POOL: risk",
                                        "FANFOLD_POOL: general"))
                .entrySet()
                .stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.getKey(),
                                () -> {
                                    addWorkload();
                                    row.getValue().make();
                                    assertThat(faults(folder))
                                            .anyMatch(fault -> fault.contains(row.getKey()));
                                }));
    }

    private interface Change {
        void make() throws IOException;
    }

    private static List<String> names(Path root) {
        try (Stream<Path> all = Files.list(root.resolve(FOLDERS))) {
            // Some build tools leave a folder named target.
            return all.filter(Files::isDirectory)
                    .filter(folder -> !folder.endsWith("target"))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> faults(Path root) {
        var faults = new ArrayList<String>();
        for (String name : names(root)) {
            String directory = FOLDERS.resolve(name).toString();
            for (String file : List.of("pom.xml", "pool.yaml", SERVICES)) {
                if (!Files.exists(root.resolve(directory).resolve(file))) {
                    faults.add(directory + "/" + file + " is missing");
                }
            }
            if (!text(root, "pom.xml").contains("<module>" + directory + "</module>")) {
                faults.add("pom.xml does not name the module " + directory);
            }
            if (!names("pom.xml", root, name)) {
                faults.add("pom.xml does not manage the version of " + name);
            }
            if (!names("functions/coordination/pom.xml", root, name)) {
                faults.add("functions/coordination/pom.xml does not name " + name);
            }
        }
        if (faults.isEmpty()) { // otherwise the template cannot be read
            names(root).forEach(name -> worker(root, name).ifPresent(faults::add));
        }
        return faults;
    }

    private static boolean names(String pom, Path root, String artifact) {
        return Pattern.compile(
                        "<groupId>dev.fanfold</groupId>\\s*<artifactId>"
                                + artifact
                                + "</artifactId>")
                .matcher(text(root, pom))
                .find();
    }

    private static Optional<String> worker(Path root, String name) {
        String worker = "fanfold_" + name + "_worker";
        List<Function> workers =
                Templates.read(root.resolve("template.yaml"), Map.of(), queue -> queue)
                        .functions()
                        .stream()
                        .filter(function -> function.name().equals(worker))
                        .toList();
        if (workers.isEmpty()) {
            return Optional.of("template.yaml has no worker " + worker);
        }
        Function function = workers.getFirst();
        String pool = function.environment().getOrDefault("FANFOLD_POOL", "nobody's");
        Path zip =
                root.resolve(FOLDERS).resolve(name).resolve("target/" + name + ".zip").normalize();
        return Stream.of(
                        pool.equals(name) ? "" : "the pool of " + worker + " is " + pool,
                        function.code().filter(zip::equals).isPresent()
                                ? ""
                                : "the code of "
                                        + worker
                                        + " is not "
                                        + FOLDERS.resolve(name)
                                        + "/target/"
                                        + name
                                        + ".zip")
                .filter(fault -> !fault.isEmpty())
                .findFirst();
    }

    private static String text(Path root, String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Copies the files that deploy this project, and adds one more directory.
    private void addWorkload() throws IOException {
        List<Path> templates =
                Application.read(ROOT.resolve("template.yaml"), Map.of()).files().stream()
                        .distinct()
                        .map(ROOT::relativize)
                        .toList();
        for (Path file : templates) {
            write(file.toString(), text(ROOT, file.toString()));
        }
        for (String file :
                List.of(
                        "pom.xml",
                        "functions/coordination/pom.xml",
                        "infrastructure/api/openapi.yaml",
                        "functions/workloads/general/pom.xml",
                        "functions/workloads/general/" + SERVICES)) {
            write(file, text(ROOT, file));
        }
        String general = text(ROOT, "functions/workloads/general/pool.yaml");
        write("functions/workloads/risk/pool.yaml", general.replace("general", "risk"));
        write("functions/workloads/risk/pom.xml", POM);
        write("functions/workloads/risk/" + SERVICES, "dev.fanfold.workloads.risk.Risk\n");
        replace("pom.xml", "<modules>", "<modules><module>functions/workloads/risk</module>");
        replace(
                "pom.xml",
                "<dependencyManagement>",
                "<dependencyManagement><!-- <groupId>dev.fanfold</groupId>" + POM + " -->");
        replace("functions/coordination/pom.xml", "<dependencies>", DEPENDENCY);
        String root = text(folder, "template.yaml");
        String resource = root.substring(root.indexOf("  General:\n"), root.indexOf("Outputs:\n"));
        write(
                "template.yaml",
                root.replace(
                        resource,
                        resource
                                + resource.replace("General:", "Risk:")
                                        .replace("general", "risk")));
    }

    private void replace(String file, String replaced, String replacement) throws IOException {
        String text = text(folder, file);
        assertThat(text).contains(replaced);
        write(file, text.replace(replaced, replacement));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
