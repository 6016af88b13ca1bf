package dev.fanfold.cli;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.io.Console;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/// House rules between modules. The engine has its own test of its dependencies.
class RulesTest {
    private static final JavaClasses FANFOLD =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.fanfold");

    @Test
    void handlersDoNotDependOnEachOther() {
        slices().matching("dev.fanfold.(dispatcher|worker|aggregator|keeper)..")
                .should()
                .notDependOnEachOther()
                .check(FANFOLD);
    }

    @Test
    void theSdkStaysInTheAdaptersAndTheInfrastructure() {
        noClasses()
                .that(
                        resideInAnyPackage(
                                "dev.fanfold.engine..",
                                "dev.fanfold.messages..",
                                "dev.fanfold.documents..",
                                "dev.fanfold.workloads..",
                                "dev.fanfold.dispatcher..",
                                "dev.fanfold.worker..",
                                "dev.fanfold.aggregator..",
                                "dev.fanfold.keeper.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..")
                .check(FANFOLD);
    }

    @Test
    void onlyHandlersAndTheInfrastructureUseLambdasEvents() {
        noClasses()
                .that(
                        resideInAnyPackage(
                                "dev.fanfold.engine..",
                                "dev.fanfold.messages..",
                                "dev.fanfold.documents..",
                                "dev.fanfold.workloads..",
                                "dev.fanfold.cli..",
                                "dev.fanfold.aws"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.amazonaws..")
                .check(FANFOLD);
    }

    @Test
    void messagesKnowNoDocuments() {
        noClasses()
                .that(resideInAnyPackage("dev.fanfold.messages.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.fanfold.documents.."))
                .check(FANFOLD);
    }

    @Test
    void workloadsKnowTheEngineOnly() {
        noClasses()
                .that(resideInAnyPackage("dev.fanfold.workloads.."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "dev.fanfold.aws..",
                                "dev.fanfold.messages..",
                                "dev.fanfold.documents..",
                                "dev.fanfold.local..",
                                "dev.fanfold.cli.."))
                .check(FANFOLD);
    }

    @Test
    void functionsReadTheirEnvironmentInOnePlace() {
        noClasses()
                .that(
                        resideInAnyPackage(
                                "dev.fanfold.engine..",
                                "dev.fanfold.messages..",
                                "dev.fanfold.documents..",
                                "dev.fanfold.aws..",
                                "dev.fanfold.workloads..",
                                "dev.fanfold.dispatcher..",
                                "dev.fanfold.worker..",
                                "dev.fanfold.aggregator..",
                                "dev.fanfold.keeper.."))
                .and()
                .doNotHaveFullyQualifiedName("dev.fanfold.aws.Settings")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(FANFOLD);
    }

    @Test
    void handlersHaveOnlyFinalFields() {
        classes()
                .that()
                .implement("com.amazonaws.services.lambda.runtime.RequestHandler")
                .and()
                .areNotInterfaces()
                .should()
                .haveSimpleNameEndingWith("Handler")
                .andShould()
                .haveOnlyFinalFields()
                .check(FANFOLD);
    }

    @Test
    void allThatTheCommandLinePrintsGoesThroughTheTerminal() {
        noClasses()
                .that()
                .resideInAPackage("dev.fanfold.cli..")
                .and()
                .doNotHaveFullyQualifiedName("dev.fanfold.cli.text.Terminal")
                .should(callMethodsOf(PrintStream.class))
                .orShould(callMethodsOf(Console.class))
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace", PrintStream.class)
                .check(FANFOLD);
    }

    private static ArchCondition<JavaClass> callMethodsOf(Class<?> owner) {
        return ArchConditions.callMethodWhere(
                target(owner(assignableTo(owner))).as("calls methods of " + owner.getSimpleName()));
    }

    @Test
    void noClassIsAUtilityHelperOrManager() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Manager|Helper|Impl|Commons|Constants)")
                .check(FANFOLD);
    }
}
