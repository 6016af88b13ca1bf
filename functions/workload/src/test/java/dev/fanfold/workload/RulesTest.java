package dev.fanfold.workload;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The API for authors of workloads has few types and depends on the JDK only.
class RulesTest {
    private static final int MAX_PUBLIC_TYPES = 30;
    private static final JavaClasses API =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.fanfold.workload");

    @Test
    void itDependsOnTheJdkOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.fanfold.workload..", "java..", "org.jspecify..")
                .check(API);
    }

    @Test
    void itHasFewPublicTypes() {
        List<String> types =
                API.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info"))
                        .sorted()
                        .toList();

        assertThat(types).hasSizeLessThanOrEqualTo(MAX_PUBLIC_TYPES).contains("Workload", "Work");
    }

    @Test
    void packagesDependOneWay() {
        slices().matching("dev.fanfold.workload.(*)..").should().beFreeOfCycles().check(API);
    }
}
