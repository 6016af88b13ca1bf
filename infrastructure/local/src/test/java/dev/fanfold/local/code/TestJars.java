package dev.fanfold.local.code;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Builds jars and zips from source text.
public record TestJars(Path folder) {
    /// Builds a jar with one class.
    ///
    /// @param name the jar's file name, for example `util-1.jar`
    /// @param type the name of the class, for example `util.Version`
    /// @param resources the texts of further entries, by name
    /// @param libraries the jars on the compiler's class path
    public Path jar(
            String name,
            String type,
            String source,
            Map<String, String> resources,
            Path... libraries)
            throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        compile(classes, type, source, libraries);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        resources.forEach(
                (entry, text) -> entries.put(entry, text.getBytes(StandardCharsets.UTF_8)));
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                entries.put(classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return zip(Files.createDirectories(classes.resolve("jar")).resolve(name), entries);
    }

    private static void compile(Path directory, String type, String source, Path... libraries) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        URI uri = URI.create("string:///" + type.replace('.', '/') + ".java");
        var file =
                new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignored) {
                        return source;
                    }
                };
        String classPath =
                Stream.of(libraries)
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        var compilerOutput = new StringWriter();
        boolean compiled =
                compiler.getTask(
                                compilerOutput,
                                null,
                                null,
                                List.of("-d", directory.toString(), "-cp", classPath, "-proc:none"),
                                null,
                                List.of(file))
                        .call();
        if (!compiled) {
            throw new IllegalArgumentException(compilerOutput.toString());
        }
    }

    /// A function's zip with these jars under `lib/`.
    public Path function(String name, Path... jars) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Path jar : jars) {
            entries.put("lib/" + jar.getFileName(), Files.readAllBytes(jar));
        }
        return zip(folder.resolve(name), entries);
    }

    static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                var zipEntry = new ZipEntry(entry.getKey());
                zipEntry.setTime(0);
                zip.putNextEntry(zipEntry);
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    /// A program with only these jars on its class path.
    static ClassPath program(Path... jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        return ClassPath.of(
                Stream.of(jars).map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                new URLClassLoader(urls.toArray(URL[]::new), TestJars.class.getClassLoader()));
    }
}
