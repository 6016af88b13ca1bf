package dev.fanfold.engine.work;

import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Setting;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What workloads are called and what they are told, without the workloads: what a request is
/// checked against.
public final class Definitions {
    private final SortedMap<String, Definition> byName = new TreeMap<>();
    private final UnaryOperator<String> code;

    private Definitions(Collection<Definition> definitions, UnaryOperator<String> code) {
        definitions.forEach(definition -> byName.put(definition.name(), definition));
        this.code = code;
    }

    /// Definitions that all state their version, or have none.
    public static Definitions of(Collection<Definition> definitions) {
        return of(definitions, _ -> "");
    }

    /// @param code the version of a workload whose definition states none, by its name
    static Definitions of(Collection<Definition> definitions, UnaryOperator<String> code) {
        return new Definitions(definitions, code);
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

    /// The version of the workload of this name, empty when it has none.
    ///
    /// @throws InvalidInputException when there is no such workload
    public String version(String name) {
        String stated = find(name).version();
        return stated.isEmpty() ? code.apply(name) : stated;
    }

    /// The pool that runs the tasks of the workload of this name.
    ///
    /// @throws InvalidInputException when there is none
    public String pool(String name) {
        return find(name).pool();
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
        definition.check(request.settings());
        if (definition.readsInput() && request.input() == null) {
            throw new InvalidInputException(
                    definition.name() + " reads an input: add --input FILE");
        }
        if (!definition.readsInput() && request.input() != null) {
            throw new InvalidInputException(
                    definition.name() + " reads no input: leave out " + request.input());
        }
        return new JobRequest(
                request.workload(),
                definition.completed(request.settings()),
                request.options(),
                request.input(),
                request.owner(),
                request.run());
    }
}
