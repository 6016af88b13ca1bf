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

/// The zip of all functions but workers. It holds the light half of every workload, and must hold
/// every library that definition, plan, merge, codec, preview and table use.
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

    /// The zip that a template names. It must be built: test it in the phase `integration-test`.
    ///
    /// @throws IllegalArgumentException if the template names none
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

    /// Runs the light half of each workload in the zip on its sample, with the classes of the zip
    /// and the JDK alone. The partial results are those of the sample's first tasks if the workload
    /// works without resources and the zip holds all it needs, or else its empty result. A sample
    /// does not reach all code, so every class that the light half names must also be in the zip.
    ///
    /// @return the names of the workloads' classes, sorted
    /// @throws AssertionError naming each workload that fails, where, and the class that is missing
    public List<String> check() throws Exception {
        Path folder = Files.createTempDirectory("fanfold-coordination-");
        try {
            return check(unpacked(folder));
        } finally {
            OpenedJob.delete(folder);
        }
    }

    // The checking program is loaded together with the zip's jars, because it must use their
    // classes.
    private List<String> check(List<URL> jars) throws Exception {
        CodeSource own = LightHalves.class.getProtectionDomain().getCodeSource();
        jars.add(Objects.requireNonNull(own).getLocation());
        try (var alone =
                new URLClassLoader(
                        jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            var program = alone.loadClass(LightHalves.class.getName()).getDeclaredConstructor();
            program.setAccessible(true);
            Callable<?> run = (Callable<?>) program.newInstance();
            return sound((Map<?, ?>) run.call());
        }
    }

    private List<String> sound(Map<?, ?> faults) {
        var workloads = new ArrayList<String>();
        var failed = new ArrayList<String>();
        faults.forEach((type, fault) -> {
            workloads.add(String.valueOf(type));
            if (!fault.equals("")) {
                failed.add("%s: %s".formatted(type, fault));
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

    private List<URL> unpacked(Path folder) throws IOException {
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
