package dev.fanfold.engine.work;

import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.JobSettings;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/// The workloads there are, by name.
public final class Workloads {
    private final SortedMap<String, Workload<?>> byName = new TreeMap<>();

    private Workloads(Iterable<? extends Workload<?>> workloads) {
        for (Workload<?> workload : workloads) {
            String name = name(workload);
            if (byName.put(name, workload) != null) {
                throw new IllegalStateException("two workloads are called " + name);
            }
        }
    }

    // The first that is asked of a workload, before there is a job that could fail.
    private static String name(Workload<?> workload) {
        try {
            return workload.definition().name();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new IllegalStateException(
                    "the definition of %s threw %s: mend it, or take the workload out"
                            .formatted(workload.getClass().getName(), e),
                    e);
        }
    }

    /// Those on the class path, found by [ServiceLoader].
    ///
    /// @throws IllegalStateException if one of them cannot be loaded or has no definition
    @SuppressWarnings({"rawtypes", "unchecked"}) // a service is looked up by its raw class
    public static Workloads discovered() {
        try {
            return new Workloads(
                    (Iterable<Workload<?>>) (Iterable) ServiceLoader.load(Workload.class));
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException(
                    "a workload cannot be loaded: %s%s: mend it, or take it out"
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
    /// @throws InputFault when there is none, naming the nearest
    public Workload<?> find(String name) {
        Workload<?> found = byName.get(name);
        if (found == null) {
            throw new InputFault(
                    "no workload is called \""
                            + name
                            + "\""
                            + Nearest.hint(name, byName.keySet())
                            + "; there are "
                            + String.join(", ", byName.keySet()));
        }
        return found;
    }

    /// The request with the defaults of what it leaves out, so that saying a default and leaving it
    /// out ask for the same job.
    ///
    /// @throws InputFault naming the first thing that is wrong
    public JobRequest complete(JobRequest request) {
        Definition definition = find(request.workload()).definition();
        check(request, definition);
        var values = new TreeMap<>(request.settings().values());
        for (Setting setting : definition.settings()) {
            setting.otherwise()
                    .ifPresent(otherwise -> values.putIfAbsent(setting.name(), otherwise));
        }
        return new JobRequest(
                request.workload(),
                new JobSettings(values),
                request.options(),
                request.input(),
                request.owner(),
                request.run());
    }

    private static void check(JobRequest request, Definition definition) {
        List<String> known = definition.settings().stream().map(Setting::name).toList();
        for (String given : request.settings().values().keySet()) {
            if (!known.contains(given)) {
                throw new InputFault(
                        "%s has no setting \"%s\"%s; it has %s"
                                .formatted(
                                        definition.name(),
                                        given,
                                        Nearest.hint(given, known),
                                        String.join(", ", known)));
            }
        }
        for (Setting setting : definition.settings()) {
            if (setting.otherwise().isEmpty() && !request.settings().has(setting.name())) {
                throw new InputFault(
                        "%s needs the setting %s (%s): add --set %s=..."
                                .formatted(
                                        definition.name(),
                                        setting.name(),
                                        setting.meaning(),
                                        setting.name()));
            }
        }
        if (definition.readsInput() && request.input() == null) {
            throw new InputFault(definition.name() + " reads an input: add --input FILE");
        }
        if (!definition.readsInput() && request.input() != null) {
            throw new InputFault(
                    definition.name() + " reads no input: leave out " + request.input());
        }
    }
}
