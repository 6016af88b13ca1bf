package dev.fanfold.workloads;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
}
