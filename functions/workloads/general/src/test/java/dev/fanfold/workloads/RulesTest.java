package dev.fanfold.workloads;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Workloads depend on the API for authors and on no other module of Fanfold.
class RulesTest {
    @Test
    void workloadsDependOnTheApiForAuthorsOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.fanfold.workloads..",
                        "dev.fanfold.workload..",
                        "java..",
                        "org.jspecify..")
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("dev.fanfold.workloads"));
    }

    // The version of a workload is derived from this list.
    @Test
    void theJarListsItsLibraries() throws IOException {
        try (InputStream libraries =
                RulesTest.class.getResourceAsStream("/META-INF/fanfold/libraries")) {
            assertThat(new String(libraries.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("dev.fanfold:workload:jar:", "dev.fanfold:engine:jar:")
                    .doesNotContain(":test");
        }
    }
}
