package dev.fanfold.local.code;

import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// Checks that the shared libraries of a zip are those of the program, and that they are complete.
///
/// The check is needed because functions and program exchange objects of the libraries' classes.
final class SharedLibraryCheck {
    private static final String REMEDY = "build both from one source, with mvn package";
    private final Zip zip;
    private final ClassPath program;
    private final Map<String, Zip.Entry> libraries;

    private SharedLibraryCheck(Zip zip, ClassPath program) {
        this.zip = zip;
        this.program = program;
        this.libraries = zip.libraries();
    }

    /// Checks a zip.
    ///
    /// @return the file names of the jars that it shares with the program
    /// @throws InvalidInputException with the first library that differs or is missing
    static Set<String> check(Zip zip, ClassPath program) {
        var check = new SharedLibraryCheck(zip, program);
        Set<String> shared = new TreeSet<>();
        program.shared().stream().flatMap(check::matchingJars).forEach(shared::add);
        shared.forEach(check::checkSame);
        program.handlerLibraries().forEach(check::checkComplete);
        return shared;
    }

    // The zip's jar with the same file name, or else its jars with another version of the same
    // artifact, except those that the program shares too.
    private Stream<String> matchingJars(String shared) {
        return libraries.containsKey(shared)
                ? Stream.of(shared)
                : libraries.keySet().stream()
                        .filter(jar ->
                                Artifact.nameOf(jar).equals(Artifact.nameOf(shared))
                                        && !program.shared().contains(jar));
    }

    // If the zip has the jar of a handler, it must have all libraries that the handler needs.
    private void checkComplete(String handler, List<String> needed) {
        Optional<String> found =
                libraries.keySet().stream()
                        .filter(jar -> Artifact.nameOf(jar).equals(handler))
                        .findFirst();
        if (found.isEmpty()) {
            return;
        }
        for (String jar : needed) {
            if (!libraries.containsKey(jar)) {
                throw new InvalidInputException(
                        "%s has no lib/%s, which its lib/%s needs: add the dependency, and build the zip with mvn package"
                                .formatted(zip.file(), jar, found.get()));
            }
        }
    }

    private void checkSame(String jar) {
        Optional<Path> found = program.entry(jar);
        if (found.isEmpty()) {
            throw new InvalidInputException(
                    "%s has lib/%s, but this program has another version of it, and both must use the same: %s"
                            .formatted(zip.file(), jar, REMEDY));
        }
        // If the program runs the class directory of a module, there is no jar to compare.
        if (Files.isRegularFile(found.get())
                && !isSame(found.get(), Objects.requireNonNull(libraries.get(jar)))) {
            throw new InvalidInputException(
                    "%s has a lib/%s that differs from this program's %s: %s"
                            .formatted(zip.file(), jar, found.get(), REMEDY));
        }
    }

    private static boolean isSame(Path jar, Zip.Entry entry) {
        try (FileChannel open = FileChannel.open(jar)) {
            if (open.size() != entry.size()) {
                return false;
            }
            ByteBuffer bytes = open.map(FileChannel.MapMode.READ_ONLY, 0, open.size());
            var sum = new CRC32();
            sum.update(bytes);
            return sum.getValue() == entry.crc();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }
}
