package dev.fanfold.local.code;

import dev.fanfold.workload.InvalidInputException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The code in a zip.
///
/// The zip is checked when this object is created, and unpacked at first use.
final class ZipCode implements Code {
    private final Zip zip;
    private final ClassPath program;
    private final Set<String> shared;
    private @Nullable Path folder;
    private @Nullable CodeLoader classes;

    private ZipCode(Zip zip, ClassPath program, Set<String> shared) {
        this.zip = zip;
        this.program = program;
        this.shared = shared;
    }

    /// @throws InvalidInputException if the zip's shared libraries differ from the program's, or
    ///   are not complete
    static ZipCode of(Zip zip, ClassPath program) {
        return new ZipCode(zip, program, SharedLibraryCheck.check(zip, program));
    }

    @Override
    public ClassLoader handlerLoader(String type) {
        return type.startsWith("dev.fanfold.") && isShared(type) ? program.classes() : classes();
    }

    // Whether the program has this class in a library that it shares with the zip.
    private boolean isShared(String type) {
        try {
            Class<?> found = Class.forName(type, false, program.classes());
            return CodeLoader.isVisible(found, shared, new HashMap<>());
        } catch (ClassNotFoundException onlyInZip) {
            return false;
        }
    }

    @Override
    public synchronized ClassLoader classes() {
        CodeLoader existing = classes;
        if (existing == null) {
            existing = loader(directory());
            classes = existing;
        }
        return existing;
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(directory());
    }

    @Override
    public Optional<ClassLoader> tests() {
        return TestsLoader.find(this, zip.file());
    }

    @Override
    public String place() {
        return "in " + zip.file();
    }

    private synchronized Path directory() {
        Path directory = folder;
        if (directory == null) {
            directory = UnpackedZip.folder(zip);
            folder = directory;
        }
        return directory;
    }

    private CodeLoader loader(Path from) {
        List<URL> ownJars = new ArrayList<>(List.of(url(from)));
        List<URL> sharedJars = new ArrayList<>();
        zip.libraries()
                .forEach((jar, entry) ->
                        (shared.contains(jar) ? sharedJars : ownJars)
                                .add(url(from.resolve(entry.name()))));
        return new CodeLoader(zip.file(), ownJars, sharedJars, program.classes(), shared);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new InvalidInputException("a class path cannot contain " + path, e);
        }
    }
}
