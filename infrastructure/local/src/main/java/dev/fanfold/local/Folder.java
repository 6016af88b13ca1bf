package dev.fanfold.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Where objects are kept: the folder asked for, or a temporary one that is removed in the end.
record Folder(Path path, boolean temporary) implements AutoCloseable {
    static Folder of(Optional<Path> kept) {
        return kept.map(path -> new Folder(path, false))
                .orElseGet(() -> {
                    try {
                        return new Folder(Files.createTempDirectory("fanfold-"), true);
                    } catch (IOException full) {
                        throw new UncheckedIOException("no temporary folder can be made", full);
                    }
                });
    }

    Path objects() {
        return path.resolve("objects");
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException gone) {
            // A temporary folder that somebody else removed is what we wanted.
        }
    }
}
