package dev.fanfold.engine.work;

import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Workload;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/// The available workloads, by name.
public final class Workloads {
    private final SortedMap<String, Workload<?>> byName = new TreeMap<>();
    private final CodeVersions versions = new CodeVersions();

    private Workloads(Iterable<? extends Workload<?>> workloads) {
        for (Workload<?> workload : workloads) {
            String name = name(workload);
            if (byName.put(name, workload) != null) {
                throw new IllegalStateException("two workloads are called " + name);
            }
        }
    }

    // This is the first call of a method of the workload. There is no job yet that could fail, so
    // an exception fails the function's start.
    private static String name(Workload<?> workload) {
        try {
            return workload.definition().name();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new IllegalStateException(
                    "the definition of %s threw %s: fix it, or remove the workload"
                            .formatted(workload.getClass().getName(), e),
                    e);
        }
    }

    /// The workloads that [ServiceLoader] finds with the context class loader.
    ///
    /// @throws IllegalStateException if a workload cannot be loaded, its definition throws, or two
    ///   workloads have the same name
    public static Workloads discovered() {
        return found(ServiceLoader.load(Workload.class));
    }

    /// The workloads that [ServiceLoader] finds with this class loader.
    ///
    /// @throws IllegalStateException if a workload cannot be loaded, its definition throws, or two
    ///   workloads have the same name
    public static Workloads discovered(ClassLoader classes) {
        return found(ServiceLoader.load(Workload.class, classes));
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // ServiceLoader knows only the raw class
    private static Workloads found(ServiceLoader<Workload> services) {
        try {
            return new Workloads((Iterable<Workload<?>>) (Iterable) services);
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException(
                    "a workload cannot be loaded: %s%s: fix it, or remove it"
                            .formatted(
                                    e.getMessage(),
                                    e.getCause() == null ? "" : ", " + e.getCause()),
                    e);
        }
    }

    /// These workloads.
    ///
    /// @throws IllegalStateException if a definition throws, or two workloads have the same name
    public static Workloads of(Workload<?>... workloads) {
        return new Workloads(List.of(workloads));
    }

    /// All workloads, by name.
    public Collection<Workload<?>> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /// The workload of this name.
    ///
    /// @throws InvalidInputException if there is no such workload; the message suggests the nearest
    ///   name and lists all names
    public Workload<?> find(String name) {
        return lookup(name)
                .orElseThrow(() -> new InvalidInputException(definitions().unknownWorkload(name)));
    }

    /// The workload of this name, if it exists.
    public Optional<Workload<?>> lookup(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The definitions of these workloads.
    public Definitions definitions() {
        return Definitions.of(
                byName.values().stream().map(Workload::definition).toList(),
                name -> versions.versionOf(find(name).getClass()));
    }

    /// The version of the workload of this name: the version that its definition states, or that of
    /// its code. Empty if neither exists.
    ///
    /// @throws InvalidInputException if there is no such workload
    public String version(String name) {
        return definitions().version(name);
    }

    /// The request with default settings, see [Definitions#complete].
    ///
    /// @throws InvalidInputException if the request is invalid; the message names the first error
    public JobRequest complete(JobRequest request) {
        return definitions().complete(request);
    }
}
