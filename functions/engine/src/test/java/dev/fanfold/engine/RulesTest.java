package dev.fanfold.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The engine decides with data: what it may know, and what it may not do.
class RulesTest {
    private static final JavaClasses ENGINE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.fanfold.engine");

    @Test
    void itKnowsTheJdkTheWorkloadsAndTheBitmapOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.fanfold.engine..",
                        "dev.fanfold.workload..",
                        "java..",
                        "org.roaringbitmap..",
                        "org.jspecify..")
                .check(ENGINE);
    }

    @Test
    void itHasNoThreadOfItsOwn() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.lang\\.Thread.*|java\\.util\\.Timer.*|java\\.util\\.concurrent\\.(?!Callable).*")
                .check(ENGINE);
    }

    @Test
    void timeChanceAndEnvironmentComeFromOutside() {
        noClasses()
                .should()
                .callMethodWhere(
                        com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                        com.tngtech.archunit.core.domain.properties.HasName
                                                .Predicates.nameMatching(
                                                "now|getenv|getProperty|randomUUID|currentTimeMillis|nanoTime|random"))
                                .and(
                                        com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                                com.tngtech.archunit.core.domain.properties.HasOwner
                                                        .Predicates.With.owner(
                                                        com.tngtech.archunit.core.domain.JavaClass
                                                                .Predicates.resideInAPackage(
                                                                "java..")))))
                .check(ENGINE);
    }

    @Test
    void stagesDependOneWay() {
        slices().matching("dev.fanfold.engine.(*)..").should().beFreeOfCycles().check(ENGINE);
    }
}
