package dev.fanfold.local;

import dev.fanfold.template.DeclaredResources;
import dev.fanfold.workload.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The list of tables and buckets that templates declared for a data directory.
///
/// If a template no longer declares one of them, its data is unreachable.
///
/// @param file the file with the list, one name per line
record DataCatalog(Path file) {
    static DataCatalog in(Path folder) {
        return new DataCatalog(folder.resolve("contents"));
    }

    /// Checks that everything on the list is declared.
    ///
    /// @throws InvalidInputException if something on the list is not declared
    void check(DeclaredResources declaredResources) {
        List<String> declaredNames = declaredNames(declaredResources);
        listedNames().stream()
                .filter(name -> !declaredNames.contains(name))
                .findFirst()
                .ifPresent(this::reject);
    }

    /// Adds the declared tables and buckets to the list. Called after they were created.
    void add(DeclaredResources declaredResources) {
        TreeSet<String> all = new TreeSet<>(listedNames());
        if (all.addAll(declaredNames(declaredResources))) {
            write(all);
        }
    }

    private static List<String> declaredNames(DeclaredResources declaredResources) {
        return Stream.concat(
                        declaredResources.tables().stream()
                                .map(table -> "table " + table.request().tableName()),
                        declaredResources.buckets().stream()
                                .map(bucket -> "bucket " + bucket.name()))
                .toList();
    }

    private List<String> listedNames() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException("the list " + file + " cannot be read", failed);
        }
    }

    private void reject(String name) {
        throw new InvalidInputException(
                "the data directory "
                        + file.getParent()
                        + " keeps the "
                        + name
                        + ", which this template does not declare: give another directory, or run the"
                        + " template that the directory was created with");
    }

    // Writes the list atomically.
    private void write(TreeSet<String> all) {
        try {
            Path written = file.resolveSibling(file.getFileName() + ".new");
            Files.write(written, all);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("the list " + file + " cannot be written", failed);
        }
    }
}
