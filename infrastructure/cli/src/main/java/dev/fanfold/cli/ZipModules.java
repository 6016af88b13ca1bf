package dev.fanfold.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The Maven modules that build the functions' zips: `coordination` and each pool.
final class ZipModules {
    private static final String COORDINATION = "functions/coordination";
    private static final String POOLS = "functions/workloads";

    private ZipModules() {}

    /// The modules' folders, relative to `home`.
    static List<String> of(Path home) {
        try (Stream<Path> pools = Files.list(home.resolve(POOLS))) {
            List<String> modules =
                    pools.filter(pool -> Files.isRegularFile(pool.resolve("pom.xml")))
                            .map(pool -> POOLS + "/" + pool.getFileName())
                            .sorted()
                            .toList();
            return Stream.concat(Stream.of(COORDINATION), modules.stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + home.resolve(POOLS), e);
        }
    }
}
