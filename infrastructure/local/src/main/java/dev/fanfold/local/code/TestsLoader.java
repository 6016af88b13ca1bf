package dev.fanfold.local.code;

import dev.fanfold.local.sample.SampleServer;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The class loader of the tests' jar that was built beside a zip.
///
/// It finds the classes of the jar, those that the zip's class loader finds, and [SampleServer].
final class TestsLoader extends URLClassLoader {
    private static final String SUFFIX = "-tests.jar";

    private TestsLoader(Path jar, ClassLoader zip) throws MalformedURLException {
        super(String.valueOf(jar.getFileName()), new URL[] {jar.toUri().toURL()}, zip);
    }

    /// The loader of the tests' jar beside a zip; empty if there is no such jar.
    ///
    /// @throws InvalidInputException if there are several such jars
    static Optional<ClassLoader> find(ZipCode code, Path zip) {
        List<Path> jars = jars(Objects.requireNonNull(zip.toAbsolutePath().getParent()));
        if (jars.size() > 1) {
            throw new InvalidInputException(
                    "beside %s there are the tests of several versions, %s: remove them with mvn clean, and build again"
                            .formatted(zip, jars.stream().map(Path::getFileName).toList()));
        }
        return jars.stream().findFirst().map(jar -> of(jar, code.classes()));
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static ClassLoader of(Path jar, ClassLoader zip) {
        try {
            return new TestsLoader(jar, zip);
        } catch (MalformedURLException e) {
            throw new InvalidInputException("a class path cannot contain " + jar, e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return name.equals(SampleServer.class.getName())
                ? SampleServer.class
                : super.findClass(name);
    }
}
