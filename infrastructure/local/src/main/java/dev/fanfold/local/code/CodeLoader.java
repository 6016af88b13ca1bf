package dev.fanfold.local.code;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The class loader of one zip.
///
/// It finds the JDK's classes and the zip's own classes. Of the program's classes it finds those of
/// the libraries that the zip shares with the program, and of the library that Lambda's runtime
/// provides. The others are hidden.
final class CodeLoader extends URLClassLoader {
    static {
        ClassLoader.registerAsParallelCapable();
    }

    /// The prefix of service files that are not read from the shared libraries.
    ///
    /// So only the zip's own jars decide which workloads exist.
    private static final String SERVICES = "META-INF/services/dev.fanfold.";

    /// The library that Lambda's runtime provides for every function.
    private static final String RUNTIME = "aws-lambda-java-core";

    private final Path zip;
    private final ClassLoader program;
    private final Set<String> shared;
    private final URLClassLoader sharedJars;
    private final Map<String, Boolean> visibleLocations = new ConcurrentHashMap<>();

    /// @param ownJars the directory of the unpacked zip, and the jars that are not shared
    /// @param sharedJars the zip's copies of the shared libraries; only their resources are read,
    ///   since the program has loaded their classes
    /// @param shared the file names of the shared libraries
    CodeLoader(
            Path zip,
            List<URL> ownJars,
            List<URL> sharedJars,
            ClassLoader program,
            Set<String> shared) {
        super(
                String.valueOf(zip.getFileName()),
                ownJars.toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader());
        this.zip = zip;
        this.program = program;
        this.shared = Set.copyOf(shared);
        this.sharedJars = new URLClassLoader(sharedJars.toArray(URL[]::new), null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            return super.findClass(name);
        } catch (ClassNotFoundException notItsOwn) {
            return sharedClass(name);
        }
    }

    private Class<?> sharedClass(String name) throws ClassNotFoundException {
        Class<?> type;
        try {
            type = program.loadClass(name);
        } catch (ClassNotFoundException nowhere) {
            throw new ClassNotFoundException(name + " is not in " + zip, nowhere);
        }
        if (!isVisible(type, shared, visibleLocations)) {
            throw new ClassNotFoundException(
                    "%s is not in %s; this program has it in %s, but a function can use only its zip"
                            .formatted(name, zip, location(type)));
        }
        return type;
    }

    /// Whether a class of the program is from the JDK, from Lambda's runtime or from one of these
    /// jars.
    ///
    /// @param cache the results so far, by the location of the class
    static boolean isVisible(Class<?> type, Set<String> jars, Map<String, Boolean> cache) {
        return cache.computeIfAbsent(
                location(type), location -> location.isEmpty() || isVisible(location, jars));
    }

    private static boolean isVisible(String location, Set<String> jars) {
        Path entry = Path.of(URI.create(location));
        String name = String.valueOf(entry.getFileName());
        return Artifact.module(entry)
                .map(module -> jars.stream().anyMatch(jar -> Artifact.nameOf(jar).equals(module)))
                .orElseGet(() -> jars.contains(name) || Artifact.nameOf(name).equals(RUNTIME));
    }

    private static String location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return location == null || !"file".equals(location.getProtocol())
                ? ""
                : location.toExternalForm();
    }

    @Override
    public @Nullable URL findResource(String name) {
        URL ownResource = super.findResource(name);
        return ownResource != null || name.startsWith(SERVICES)
                ? ownResource
                : sharedJars.findResource(name);
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(super.findResources(name)));
        if (!name.startsWith(SERVICES)) {
            all.addAll(Collections.list(sharedJars.findResources(name)));
        }
        return Collections.enumeration(all);
    }

    @Override
    public void close() throws IOException {
        try (sharedJars) {
            super.close();
        }
    }
}
