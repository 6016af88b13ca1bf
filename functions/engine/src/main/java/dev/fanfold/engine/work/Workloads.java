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

    // The first call of a workload. There is no job yet that could fail.
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
    /// @throws IllegalStateException if one of them cannot be loaded or has no definition
    public static Workloads discovered() {
        return found(ServiceLoader.load(Workload.class));
    }

    /// The workloads that this class loader finds with [ServiceLoader].
    ///
    /// @throws IllegalStateException if one of them cannot be loaded or has no definition
    public static Workloads discovered(ClassLoader classes) {
        return found(ServiceLoader.load(Workload.class, classes));
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // a service is looked up by its raw class
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

    public static Workloads of(Workload<?>... workloads) {
        return new Workloads(List.of(workloads));
    }

    public Collection<Workload<?>> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /// The workload of this name.
    ///
    /// @throws InvalidInputException if there is none; the message names the nearest
    public Workload<?> find(String name) {
        return lookup(name)
                .orElseThrow(() -> new InvalidInputException(definitions().absent(name)));
    }

    /// The workload of this name, if it exists.
    public Optional<Workload<?>> lookup(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The definitions that requests for these workloads are checked against.
    public Definitions definitions() {
        return Definitions.of(
                byName.values().stream().map(Workload::definition).toList(),
                name -> versions.versionOf(find(name).getClass()));
    }

    /// The version of the workload of this name: its definition's, or its code's.
    ///
    /// @throws InvalidInputException if there is none
    public String version(String name) {
        return definitions().version(name);
    }

    /// The request with defaults for what it leaves out: [Definitions#complete].
    ///
    /// @throws InvalidInputException naming the first error
    public JobRequest complete(JobRequest request) {
        return definitions().complete(request);
    }
}
