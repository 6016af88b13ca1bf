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
/// It is checked at construction, and unpacked and opened at first use.
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

    /// @throws InvalidInputException if the zip does not fit this program
    static ZipCode of(Zip zip, ClassPath program) {
        return new ZipCode(zip, program, SharedLibraryCheck.of(zip, program));
    }

    @Override
    public ClassLoader handlers(String type) {
        return type.startsWith("dev.fanfold.") && isShared(type) ? program.classes() : classes();
    }

    private boolean isShared(String type) {
        try {
            Class<?> found = Class.forName(type, false, program.classes());
            return CodeLoader.isShown(found, shared, new HashMap<>());
        } catch (ClassNotFoundException itsOwn) {
            return false;
        }
    }

    @Override
    public synchronized ClassLoader classes() {
        CodeLoader open = classes;
        if (open == null) {
            open = opened(unpacked());
            classes = open;
        }
        return open;
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(unpacked());
    }

    @Override
    public Optional<ClassLoader> tests() {
        return TestsLoader.beside(this, zip.file());
    }

    @Override
    public String place() {
        return "in " + zip.file();
    }

    private synchronized Path unpacked() {
        Path there = folder;
        if (there == null) {
            there = UnpackedZip.folder(zip);
            folder = there;
        }
        return there;
    }

    private CodeLoader opened(Path from) {
        List<URL> own = new ArrayList<>(List.of(url(from)));
        List<URL> common = new ArrayList<>();
        zip.libraries()
                .forEach((jar, entry) ->
                        (shared.contains(jar) ? common : own).add(url(from.resolve(entry.name()))));
        return new CodeLoader(zip.file(), own, common, program.classes(), shared);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new InvalidInputException("a class path cannot contain " + path, e);
        }
    }
}
