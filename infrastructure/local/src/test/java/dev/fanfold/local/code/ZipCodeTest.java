package dev.fanfold.local.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfold.local.sample.SampleServer;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests which classes the code in a zip can load: those in the zip, and those that it shares with
/// the program.
class ZipCodeTest {
    private static final String LIBRARIES = "META-INF/fanfold/handler-libraries";
    private static final String SERVICE = "META-INF/services/java.util.function.Supplier";
    @TempDir private Path folder;
    private TestJars testJars;
    private Path shared;
    private Path worker;
    private Path hidden;
    private Path app;
    private ClassPath program;

    @BeforeEach
    void build() throws IOException {
        testJars = new TestJars(folder);
        shared = jar("shared-1.jar", "shared.Thing", "public class Thing {}", Map.of());
        worker =
                jar(
                        "worker-1.jar",
                        "dev.fanfold.Handler",
                        "public class Handler {}",
                        Map.of(LIBRARIES, "lib/shared-1.jar"));
        hidden =
                jar(
                        "hidden-1.jar",
                        "hidden.Library",
                        "public class Library implements java.util.function.Supplier<String> {"
                                + " public String get() { return \"hidden\"; } }",
                        Map.of(SERVICE, "hidden.Library"));
        app =
                jar(
                        "app-1.jar",
                        "app.App",
                        "public class App implements java.util.function.Supplier<String> {"
                                + " public String get() { return new hidden.Library().get(); } }",
                        Map.of(SERVICE, "app.App"),
                        hidden);
        program = TestJars.program(worker, shared, hidden);
    }

    private Path jar(
            String name,
            String type,
            String source,
            Map<String, String> resources,
            Path... libraries)
            throws IOException {
        String packageName = type.substring(0, type.lastIndexOf('.'));
        return testJars.jar(
                name, type, "package " + packageName + "; " + source, resources, libraries);
    }

    private ClassLoader load(Path zip) {
        return ZipCode.of(Zip.read(zip), program).classes();
    }

    @Test
    void aLibraryThatIsMissingFailsByNameAlsoIfTheProgramHasIt() throws Exception {
        ClassLoader incomplete = load(testJars.function("without.zip", worker, shared, app));
        ClassLoader complete = load(testJars.function("with.zip", worker, shared, app, hidden));

        assertThatThrownBy(() -> get(incomplete, "app.App"))
                .isInstanceOf(NoClassDefFoundError.class)
                .hasMessageContaining("hidden/Library")
                .cause()
                .hasMessageContaining("hidden.Library is not in")
                .hasMessageContaining("without.zip")
                .hasMessageContaining("hidden-1.jar");
        assertThat(get(complete, "app.App")).isEqualTo("hidden");
        assertThat(complete.loadClass("hidden.Library"))
                .isNotSameAs(program.classes().loadClass("hidden.Library"));
        assertThatThrownBy(() -> incomplete.loadClass("no.Such"))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessageContaining("no.Such is not in");
    }

    @Test
    void sharedClassesAreTheProgramsAndHiddenIfTheZipLacksThem() throws Exception {
        ClassLoader complete = load(testJars.function("with.zip", worker, shared));
        ClassLoader incomplete = load(testJars.function("without.zip", app));

        assertThat(complete.loadClass("shared.Thing"))
                .isSameAs(program.classes().loadClass("shared.Thing"));
        assertThatThrownBy(() -> incomplete.loadClass("shared.Thing"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void testsSeeTheirZipAndOnlySampleServerOfTheProgram() throws Exception {
        ZipCode code = ZipCode.of(Zip.read(testJars.function("app.zip", app, hidden)), program);
        assertThat(code.tests()).isEmpty();
        Path jar = folder.resolve("app-1-tests.jar");
        Files.copy(samples(), jar);

        ClassLoader tests = code.tests().orElseThrow();

        SampleServer server =
                ServiceLoader.load(SampleServer.class, tests).findFirst().orElseThrow();
        assertThat(server.settings()).containsExactly(Map.entry("from", "hidden"));
        assertThat(server.getClass().getClassLoader()).isSameAs(tests);
        assertThatThrownBy(() -> tests.loadClass("dev.fanfold.local.LocalCloud"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> code.classes().loadClass("app.Server"))
                .isInstanceOf(ClassNotFoundException.class);
        Files.copy(jar, folder.resolve("app-2-tests.jar"));
        assertThatThrownBy(code::tests)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("app-1-tests.jar", "app-2-tests.jar", "mvn clean");
    }

    private Path samples() throws Exception {
        Path sampleInterface =
                Path.of(
                        SampleServer.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        return jar(
                "app-1-tests.jar",
                "app.Server",
                """
                public class Server implements dev.fanfold.local.sample.SampleServer {
                    public String workload() { return "app"; }
                    public void start() {}
                    public java.util.Map<String, String> settings() {
                        return java.util.Map.of("from", new App().get());
                    }
                    public void close() {}
                }
                """,
                Map.of("META-INF/services/" + SampleServer.class.getName(), "app.Server"),
                app,
                hidden,
                sampleInterface);
    }

    @Test
    void twoZipsUseTwoVersionsOfOneLibrary() throws Exception {
        Path first = testJars.function("first.zip", version("1"));
        Path second = testJars.function("second.zip", version("2"));

        assertThat(get(load(first), "util.Version")).isEqualTo("1");
        assertThat(get(load(second), "util.Version")).isEqualTo("2");
    }

    private Path version(String number) throws IOException {
        return jar(
                "util-%s.jar".formatted(number),
                "util.Version",
                "public class Version implements java.util.function.Supplier<String> {"
                        + " public String get() { return \"%s\"; } }".formatted(number),
                Map.of());
    }

    @Test
    void aSharedLibraryThatDiffersIsRefusedByName() throws Exception {
        Path newer = jar("shared-2.jar", "shared.Thing", "public class Thing {}", Map.of());
        Path other = jar("shared-1.jar", "shared.Thing", "public class Thing { int x; }", Map.of());

        assertThatThrownBy(() -> load(testJars.function("newer.zip", worker, newer)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "newer.zip has lib/shared-2.jar, but this program has another version of it")
                .hasMessageContaining("mvn package");
        assertThatThrownBy(() -> load(testJars.function("other.zip", worker, other)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "other.zip has a lib/shared-1.jar that differs from this program's")
                .hasMessageContaining("mvn package");
    }

    @Test
    void aZipWithoutWhatItsHandlerNeedsIsRefusedByName() throws Exception {
        assertThatThrownBy(() -> load(testJars.function("poor.zip", worker, app)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "poor.zip has no lib/shared-1.jar, which its lib/worker-1.jar needs");
    }

    @Test
    void librariesOfTwoGroupsWithOneNameAreBothFound() throws Exception {
        Path namesake =
                jar(
                        "shared-7.jar",
                        "other.Shared",
                        "public class Shared implements java.util.function.Supplier<String> {"
                                + " public String get() { return \"another\"; } }",
                        Map.of());
        program = TestJars.program(namesake, worker, shared);

        ClassLoader both = load(testJars.function("both.zip", worker, shared, namesake));
        ClassLoader one = load(testJars.function("one.zip", worker, shared));

        assertThat(get(both, "other.Shared")).isEqualTo("another");
        assertThat(both.loadClass("other.Shared"))
                .isNotSameAs(program.classes().loadClass("other.Shared"));
        assertThatThrownBy(() -> one.loadClass("other.Shared"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aServiceInTheZipIsFoundAndNoneOfTheProgram() throws Exception {
        ClassLoader code = load(testJars.function("with.zip", app, hidden, worker, shared));
        ClassLoader alone = load(testJars.function("lean.zip", app));

        assertThat(services(code)).containsExactlyInAnyOrder("app.App", "hidden.Library");
        assertThat(services(alone)).containsExactly("app.App");
    }

    private static List<String> services(ClassLoader code) {
        List<String> names = new ArrayList<>();
        ServiceLoader.load(Supplier.class, code)
                .forEach(service -> names.add(service.getClass().getName()));
        return names;
    }

    @Test
    void aHandlerOfFanfoldDoesNotOpenTheZip() throws Exception {
        ZipCode code = ZipCode.of(Zip.read(testJars.function("some.zip", worker, shared)), program);

        assertThat(code.handlerLoader("dev.fanfold.Handler").loadClass("dev.fanfold.Handler"))
                .isSameAs(program.classes().loadClass("dev.fanfold.Handler"));
        assertThat(folder.resolve("some.zip.unpacked")).doesNotExist();
        assertThat(code.folder())
                .hasValueSatisfying(
                        unpacked -> assertThat(unpacked.resolve("lib/worker-1.jar")).exists());
    }

    @Test
    void aHandlerThatTheZipLacksIsNotTheProgramsEither() throws Exception {
        ZipCode code = ZipCode.of(Zip.read(testJars.function("some.zip", app)), program);

        assertThatThrownBy(() ->
                        code.handlerLoader("dev.fanfold.Handler").loadClass("dev.fanfold.Handler"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    private static Object get(ClassLoader code, String type) throws Exception {
        try {
            Object instance = code.loadClass(type).getConstructor().newInstance();
            return ((Supplier<?>) instance).get();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void resourcesOfSharedLibrariesComeFromTheZip() throws Exception {
        Path settings =
                jar("shared-1.jar", "shared.Thing", "public class Thing {}", Map.of("a.txt", "a"));
        program = TestJars.program(worker, settings, hidden);
        ClassLoader code = load(testJars.function("some.zip", worker, settings));

        assertThat(code.getResource("a.txt")).isNotNull().asString().contains("some.zip.unpacked");
        assertThat(Files.exists(folder.resolve("some.zip"))).isTrue();
    }
}
