package dev.fanfold.workloads;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// A workload knows the author's API and nothing else of Fanfold.
class RulesTest {
    @Test
    void workloadsKnowTheAuthorsApiOnly() {
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

    // With another version of one of them, its workloads are of another version.
    @Test
    void itsJarNamesItsLibraries() throws IOException {
        try (InputStream libraries =
                RulesTest.class.getResourceAsStream("/META-INF/fanfold/libraries")) {
            assertThat(new String(libraries.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("dev.fanfold:workload:jar:", "dev.fanfold:engine:jar:")
                    .doesNotContain(":test");
        }
    }
}
