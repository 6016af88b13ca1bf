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

/// Checks that a zip and the program contain the same shared libraries.
///
/// The check is needed because functions and program exchange objects of their classes.
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

    /// The file names of the jars that a zip shares with the program.
    ///
    /// @throws InvalidInputException with the first library that differs or is missing
    static Set<String> of(Zip zip, ClassPath program) {
        var sharedLibraryCheck = new SharedLibraryCheck(zip, program);
        Set<String> shared = new TreeSet<>();
        program.shared().stream().flatMap(sharedLibraryCheck::inZip).forEach(shared::add);
        shared.forEach(sharedLibraryCheck::checkSame);
        program.libraries().forEach(sharedLibraryCheck::checkWhole);
        return shared;
    }

    // The jar of the same name. Otherwise another version of it, unless the program shares that
    // version under its own name.
    private Stream<String> inZip(String shared) {
        return libraries.containsKey(shared)
                ? Stream.of(shared)
                : libraries.keySet().stream()
                        .filter(jar ->
                                Artifact.in(jar).equals(Artifact.in(shared))
                                        && !program.shared().contains(jar));
    }

    private void checkWhole(String handler, List<String> needed) {
        Optional<String> own =
                libraries.keySet().stream()
                        .filter(jar -> Artifact.in(jar).equals(handler))
                        .findFirst();
        if (own.isEmpty()) {
            return;
        }
        for (String jar : needed) {
            if (!libraries.containsKey(jar)) {
                throw new InvalidInputException(
                        "%s has no lib/%s, which its lib/%s needs: add the dependency, and build the zip with mvn package"
                                .formatted(zip.file(), jar, own.get()));
            }
        }
    }

    private void checkSame(String jar) {
        Optional<Path> own = program.entry(jar);
        if (own.isEmpty()) {
            throw new InvalidInputException(
                    "%s has lib/%s, but this program has another version of it, and both must use the same: %s"
                            .formatted(zip.file(), jar, REMEDY));
        }
        // A directory of classes, of a module that is being built, cannot be compared.
        if (Files.isRegularFile(own.get())
                && !isSame(own.get(), Objects.requireNonNull(libraries.get(jar)))) {
            throw new InvalidInputException(
                    "%s has a lib/%s that differs from this program's %s: %s"
                            .formatted(zip.file(), jar, own.get(), REMEDY));
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
