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

/// Jars and zips that a test builds from source text.
public record Built(Path folder) {
    /// A jar of one class, compiled against other jars.
    ///
    /// @param name for example `util-1.jar`
    /// @param type for example `util.Version`
    public Path jar(
            String name, String type, String source, Map<String, String> others, Path... against)
            throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        compile(classes, type, source, against);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        others.forEach((entry, text) -> entries.put(entry, text.getBytes(StandardCharsets.UTF_8)));
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                entries.put(classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return zip(Files.createDirectories(classes.resolve("jar")).resolve(name), entries);
    }

    private static void compile(Path to, String type, String source, Path... against) {
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
                Stream.of(against)
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        var said = new StringWriter();
        boolean well =
                compiler.getTask(
                                said,
                                null,
                                null,
                                List.of("-d", to.toString(), "-cp", classPath, "-proc:none"),
                                null,
                                List.of(file))
                        .call();
        if (!well) {
            throw new IllegalArgumentException(said.toString());
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
                var packed = new ZipEntry(entry.getKey());
                packed.setTime(0);
                zip.putNextEntry(packed);
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
                new URLClassLoader(urls.toArray(URL[]::new), Built.class.getClassLoader()));
    }
}
