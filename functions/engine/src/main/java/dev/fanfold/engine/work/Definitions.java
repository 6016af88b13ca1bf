package dev.fanfold.engine.work;

import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Setting;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What workloads are called and what they are told, without the workloads: what a request is
/// checked against.
public final class Definitions {
    private final SortedMap<String, Definition> byName = new TreeMap<>();

    private Definitions(Collection<Definition> definitions) {
        definitions.forEach(definition -> byName.put(definition.name(), definition));
    }

    public static Definitions of(Collection<Definition> definitions) {
        return new Definitions(definitions);
    }

    /// All of them, by name.
    public List<Definition> all() {
        return List.copyOf(byName.values());
    }

    /// Whether there is a workload of this name.
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /// What the workload of this name is told.
    ///
    /// @throws InvalidInputException when there is none
    public List<Setting> settings(String name) {
        return find(name).settings();
    }

    private Definition find(String name) {
        Definition found = byName.get(name);
        if (found == null) {
            throw new InvalidInputException(absent(name));
        }
        return found;
    }

    /// What to tell whoever asks for a workload of this name, which is not there.
    String absent(String name) {
        return "no workload is called \""
                + name
                + "\""
                + InvalidInputException.didYouMean(name, byName.keySet())
                + "; there are "
                + String.join(", ", byName.keySet());
    }

    /// The request with the defaults of what it leaves out, so that saying a default and leaving it
    /// out ask for the same job.
    ///
    /// @throws InvalidInputException naming the first thing that is wrong
    public JobRequest complete(JobRequest request) {
        Definition definition = find(request.workload());
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
                throw new InvalidInputException(
                        "%s has no setting \"%s\"%s; it has %s"
                                .formatted(
                                        definition.name(),
                                        given,
                                        InvalidInputException.didYouMean(given, known),
                                        String.join(", ", known)));
            }
        }
        for (Setting setting : definition.settings()) {
            if (setting.otherwise().isEmpty() && !request.settings().has(setting.name())) {
                throw new InvalidInputException(
                        "%s needs the setting %s (%s): add --set %s=..."
                                .formatted(
                                        definition.name(),
                                        setting.name(),
                                        setting.meaning(),
                                        setting.name()));
            }
        }
        if (definition.readsInput() && request.input() == null) {
            throw new InvalidInputException(
                    definition.name() + " reads an input: add --input FILE");
        }
        if (!definition.readsInput() && request.input() != null) {
            throw new InvalidInputException(
                    definition.name() + " reads no input: leave out " + request.input());
        }
    }
}
