package dev.fanfold.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.fanfold.engine.port.Ports;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The engine's architecture: what it may depend on and what it may call.
class RulesTest {
    private static final int MAX_PARAMETERS = 5;
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

    @Test
    void behindTheFrontDoorsAClassGetsThePortsThatItUses() {
        constructors()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.fanfold.engine")
                .and()
                .areDeclaredInClassesThat()
                .areNotPublic()
                .and()
                .areDeclaredInClassesThat()
                .doNotHaveSimpleName("SharedParts")
                .should(haveFewParametersAndNotAllPorts())
                .check(ENGINE);
    }

    private static ArchCondition<JavaConstructor> haveFewParametersAndNotAllPorts() {
        return new ArchCondition<>(
                "have at most %d parameters, none of them Ports", MAX_PARAMETERS) {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                List<JavaClass> parameters = constructor.getRawParameterTypes();
                boolean isRecord = constructor.getOwner().isRecord();
                if ((parameters.size() > MAX_PARAMETERS && !isRecord)
                        || parameters.stream().anyMatch(one -> one.isEquivalentTo(Ports.class))) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    constructor, constructor.getDescription()));
                }
            }
        };
    }
}
