package dev.fanfold.testing;

import dev.fanfold.template.Function;
import dev.fanfold.template.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Tests the zip of all functions except workers.
///
/// The zip contains the light half of every workload. So it must contain every library that the
/// workloads' definition, plan, merge, codec, preview, progress, redrive and `table` (the text
/// table of the answer) use.
///
/// ```java
/// @Test void everyFunctionLoadsTheLightHalf() throws Exception {
///     CoordinationZip.of(Path.of("template.yaml")).check();
/// }
/// ```
public final class CoordinationZip {
    private static final String DISPATCHER = "dev.fanfold.dispatcher.DispatcherHandler";
    private final Path zip;

    private CoordinationZip(Path zip) {
        this.zip = zip;
    }

    /// The zip that a template names.
    ///
    /// The zip must have been built, so run this test in the phase `integration-test`.
    ///
    /// @throws IllegalArgumentException if the template names no such zip
    public static CoordinationZip of(Path template) {
        return Templates.read(template, Map.of(), queue -> queue).functions().stream()
                .filter(function -> function.handler().equals(DISPATCHER))
                .findFirst()
                .flatMap(Function::code)
                .map(CoordinationZip::at)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                template
                                        + " has no CodeUri for a function with the Handler "
                                        + DISPATCHER));
    }

    /// The zip at this path.
    public static CoordinationZip at(Path zip) {
        return new CoordinationZip(zip);
    }

    /// Runs the light half of each workload on its sample input and settings
    /// (`META-INF/fanfold/samples/NAME/`). The workloads have only the classes of the zip and the
    /// JDK.
    ///
    /// Merge, codec and preview need partial results. A [dev.fanfold.workload.PlainWorkload] makes
    /// them in the sample's first tasks. If its tasks need classes that the zip does not have, and
    /// for other workloads, the only partial result is the empty one. Because a sample does not
    /// reach all code, the zip must also have every class that the code of the light half names.
    ///
    /// @return the names of the workloads' classes, sorted
    /// @throws AssertionError if a workload fails, or if the zip has no workload; the message names
    ///   the workload, the step that failed and, if a class is missing, the class
    public List<String> check() throws Exception {
        Path folder = Files.createTempDirectory("fanfold-coordination-");
        try {
            return check(unpackJars(folder));
        } finally {
            DirectoryTree.delete(folder);
        }
    }

    // The class LightHalves is loaded a second time, by a class loader that has the zip's jars,
    // because it must use the zip's classes.
    private List<String> check(List<URL> jars) throws Exception {
        CodeSource testLibrary = LightHalves.class.getProtectionDomain().getCodeSource();
        jars.add(Objects.requireNonNull(testLibrary).getLocation());
        try (var loader =
                new URLClassLoader(
                        jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            var constructor =
                    loader.loadClass(LightHalves.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            Callable<?> lightHalves = (Callable<?>) constructor.newInstance();
            return requireNoErrors((Map<?, ?>) lightHalves.call());
        }
    }

    /// @param errorByWorkload the error of each workload of the zip; empty if it has none
    private List<String> requireNoErrors(Map<?, ?> errorByWorkload) {
        var workloads = new ArrayList<String>();
        var failed = new ArrayList<String>();
        errorByWorkload.forEach((workload, error) -> {
            workloads.add(String.valueOf(workload));
            if (!error.equals("")) {
                failed.add("%s: %s".formatted(workload, error));
            }
        });
        if (workloads.isEmpty()) {
            throw new AssertionError(zip + " has no workload");
        }
        if (!failed.isEmpty()) {
            throw new AssertionError(
                    "light halves fail with the classes of %s: %s. If a class is missing, add its library's artifact id to the property fanfold.light in the project's pom.xml, or use the class only in the working half, the class that open(Resources) returns"
                            .formatted(zip, String.join("; ", failed)));
        }
        return List.copyOf(workloads);
    }

    private List<URL> unpackJars(Path folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (InputStream file = Files.newInputStream(zip);
                var entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    Path jar =
                            folder.resolve(
                                    Objects.requireNonNull(Path.of(entry.getName()).getFileName())
                                            .toString());
                    Files.copy(entries, jar);
                    jars.add(jar.toUri().toURL());
                }
            }
        }
        return jars;
    }
}
