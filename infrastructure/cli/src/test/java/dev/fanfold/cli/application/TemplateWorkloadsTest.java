package dev.fanfold.cli.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.local.code.FunctionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests that a run reads its template only once, both to find workloads and to start the local
/// cloud.
@Timeout(180)
class TemplateWorkloadsTest {
    private static final List<String> FILES =
            List.of(
                    "template.yaml",
                    "infrastructure/stacks",
                    "infrastructure/api",
                    "functions/workloads/general/pool.yaml");

    @Test
    void anApplicationStartsFromTheTemplateThatWasReadForItsWorkloads(@TempDir Path folder)
            throws IOException {
        Path copy = folder.resolve("copy");
        for (String file : FILES) {
            copy(TestApplication.TEMPLATE.resolveSibling(file), copy.resolve(file));
        }
        Path template = copy.resolve("template.yaml");
        var workloads = new TemplateWorkloads(FunctionCode.classPath());
        assertThat(workloads.load(template).all()).isNotEmpty();

        delete(copy);

        var starter = new LocalApplicationStarter(workloads);
        try (Application application = starter.start(template, OptionalInt.of(3), _ -> {})) {
            assertThat(application.usage().environments()).isZero();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString()).normalize();
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
