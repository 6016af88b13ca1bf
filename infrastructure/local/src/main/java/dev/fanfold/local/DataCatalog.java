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

/// The list of the tables and buckets in a data directory.
///
/// A template that does not declare one of them could not reach its data, and is rejected.
///
/// @param file the file with the list, one name per line
record DataCatalog(Path file) {
    static DataCatalog in(Path directory) {
        return new DataCatalog(directory.resolve("contents"));
    }

    /// Checks that all tables and buckets on the list are declared.
    ///
    /// @throws InvalidInputException if one of them is not declared
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
            Path temporary = file.resolveSibling(file.getFileName() + ".new");
            Files.write(temporary, all);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("the list " + file + " cannot be written", failed);
        }
    }
}
