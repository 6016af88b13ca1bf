package dev.fanfold.local.code;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The program's class path: jars, and class directories of modules in the build.
///
/// The jar of each of Fanfold's handlers contains a list of the libraries that the handler needs.
/// The program shares these libraries with the functions, because the two exchange objects of the
/// libraries' classes.
final class ClassPath {
    /// The modules that hold handlers.
    private static final List<String> HANDLERS =
            List.of("worker", "dispatcher", "aggregator", "keeper", "api");

    /// The libraries with the types that handlers exchange with their callers.
    private static final Set<String> INTERFACE =
            Set.of("aws-lambda-java-core", "aws-lambda-java-events");

    /// The file of a handler's module that lists the libraries.
    private static final String LIBRARIES = "META-INF/fanfold/handler-libraries";

    private final Map<String, Path> jars = new LinkedHashMap<>();
    private final Map<String, Path> modules = new HashMap<>();
    private final Map<String, List<String>> handlerLibraries = new HashMap<>();
    private final Set<String> shared = new TreeSet<>();
    private final ClassLoader classes;

    private ClassPath(List<Path> entries, ClassLoader classes) {
        this.classes = classes;
        for (Path entry : entries) {
            Artifact.module(entry)
                    .ifPresentOrElse(
                            module -> modules.put(module, entry),
                            () -> jars.putIfAbsent(String.valueOf(entry.getFileName()), entry));
        }
        jars.forEach(this::add);
        modules.forEach(this::add);
        handlerLibraries.values().forEach(shared::addAll);
    }

    // Adds a jar by its file name, or a module by its module name.
    private void add(String name, Path entry) {
        String artifact = Artifact.nameOf(name);
        if (HANDLERS.contains(artifact)) {
            handlerLibraries.put(artifact, readLibraries(entry));
            shared.add(name);
        }
        if (INTERFACE.contains(artifact)) {
            shared.add(name);
        }
    }

    /// The class path of this process.
    static ClassPath ofProcess() {
        return of(System.getProperty("java.class.path", ""), ClassLoader.getSystemClassLoader());
    }

    /// @param entries the class path, in the notation of this operating system
    /// @param classes the loader of these entries
    static ClassPath of(String entries, ClassLoader classes) {
        return new ClassPath(
                Arrays.stream(entries.split(File.pathSeparator, -1))
                        .filter(entry -> !entry.isEmpty())
                        .map(Path::of)
                        .toList(),
                classes);
    }

    ClassLoader classes() {
        return classes;
    }

    /// The jar of this file name, or else the class directory of the module with its name.
    Optional<Path> entry(String jar) {
        return Optional.ofNullable(jars.get(jar))
                .or(() -> Optional.ofNullable(modules.get(Artifact.nameOf(jar))));
    }

    /// The entries that the program shares with functions: file names of jars, and names of
    /// modules.
    Set<String> shared() {
        return shared;
    }

    /// The modules of handlers, each with the file names of its libraries.
    Map<String, List<String>> handlerLibraries() {
        return handlerLibraries;
    }

    private static List<String> readLibraries(Path entry) {
        try {
            return Files.isDirectory(entry)
                    ? names(Files.newInputStream(entry.resolve(LIBRARIES)))
                    : readFromJar(entry);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LIBRARIES + " of " + entry, e);
        }
    }

    private static List<String> readFromJar(Path jar) throws IOException {
        try (ZipFile open = new ZipFile(jar.toFile())) {
            ZipEntry entry = open.getEntry(LIBRARIES);
            if (entry == null) {
                throw new IOException("the jar does not contain it");
            }
            return names(open.getInputStream(entry));
        }
    }

    // The file names in a class path that Maven wrote: lib/engine-0.1.0.jar:lib/messages-0.1.0.jar
    private static List<String> names(InputStream file) throws IOException {
        try (file) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
            return Arrays.stream(text.split(":", -1))
                    .map(path -> path.substring(path.lastIndexOf('/') + 1))
                    .toList();
        }
    }
}
