package dev.fanfold.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.workload.Summing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The names of a project's classes hide no type that its sources use.
class ClassNameTest {
    private static final Pattern IMPORT = Pattern.compile("import [a-z0-9.]+\\.([A-Z]\\w*);");

    @TempDir private Path folder;

    @Test
    void namesAreTakenThatTheSourcesImportInheritOrDeclare() throws IOException {
        Set<String> used = new TreeSet<>(inherited(Summing.class).toList());
        for (Path source : sources()) {
            String text = Files.readString(source);
            used.addAll(found(IMPORT, text));
            used.add(source.getFileName().toString().replace(".java", ""));
        }
        used.removeAll(Set.of("Primes", "PrimesTest")); // the project's own name

        assertThat(ProjectName.TAKEN).containsExactlyInAnyOrderElementsOf(used);
    }

    // Test classes are named after the workload's class, so theirs are checked too.
    @Test
    void aTakenNameIsGivenToNoClass() throws IOException {
        List<String> types = Stream.concat(ProjectName.TAKEN.stream(), ofJavaLang()).toList();
        assertThat(types).contains("WorkloadTest", "Finished", "String", "StringBuilder");
        for (String type : types) {
            for (String name : List.of(type, type.replaceFirst("(?<=.)Test$", ""))) {
                String text = name.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);

                assertThat(new ProjectName(text).className()).isEqualTo(name + "Workload");
            }
        }
        assertThat(new ProjectName("primes").className()).isEqualTo("Primes");
    }

    private List<Path> sources() throws IOException {
        return new Project(new ProjectName("primes"), new JavaPackage("com.example"), "1.2.3")
                .writeTo(folder.resolve("new")).stream()
                        .filter(file -> file.toString().endsWith(".java"))
                        .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
    }

    private static Stream<String> inherited(Class<?> type) {
        return Stream.concat(
                Arrays.stream(type.getDeclaredClasses()).map(Class::getSimpleName),
                Arrays.stream(type.getInterfaces()).flatMap(ClassNameTest::inherited));
    }

    // The public types whose names a project may have.
    private static Stream<String> ofJavaLang() throws IOException {
        Path folder =
                FileSystems.getFileSystem(URI.create("jrt:/"))
                        .getPath("modules/java.base/java/lang");
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("([A-Z][a-z0-9]+)+\\.class") && file.length() < 30)
                    .map(file -> file.replace(".class", ""))
                    .toList()
                    .stream();
        }
    }
}
