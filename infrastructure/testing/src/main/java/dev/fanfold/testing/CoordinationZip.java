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
/// workloads' definition, plan, merge, codec, preview and table use.
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

    /// The zip in this file.
    public static CoordinationZip at(Path zip) {
        return new CoordinationZip(zip);
    }

    /// Runs the light half of each workload on its sample, with only the classes of the zip and the
    /// JDK.
    ///
    /// If possible, partial results are made by the sample's first tasks. If the tasks need
    /// resources or classes that the zip does not have, the workload's empty result is used.
    /// Because a sample does not reach all code, every class that is named in the code of the light
    /// half must be in the zip too.
    ///
    /// @return the names of the workloads' classes, sorted
    /// @throws AssertionError if a workload fails; it names the workload, the step and the missing
    ///   class
    public List<String> check() throws Exception {
        Path folder = Files.createTempDirectory("fanfold-coordination-");
        try {
            return check(unpackJars(folder));
        } finally {
            OpenedJob.delete(folder);
        }
    }

    // The class LightHalves is loaded again, together with the zip's jars, because it must use the
    // zip's classes.
    private List<String> check(List<URL> jars) throws Exception {
        CodeSource thisProgram = LightHalves.class.getProtectionDomain().getCodeSource();
        jars.add(Objects.requireNonNull(thisProgram).getLocation());
        try (var loader =
                new URLClassLoader(
                        jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            var program = loader.loadClass(LightHalves.class.getName()).getDeclaredConstructor();
            program.setAccessible(true);
            Callable<?> run = (Callable<?>) program.newInstance();
            return requireNoErrors((Map<?, ?>) run.call());
        }
    }

    private List<String> requireNoErrors(Map<?, ?> errors) {
        var workloads = new ArrayList<String>();
        var failed = new ArrayList<String>();
        errors.forEach((workload, error) -> {
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
                    "%s lacks classes that its functions need: %s. Declare the library of a missing class as light, or use it only in the half that open(Resources) opens"
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
