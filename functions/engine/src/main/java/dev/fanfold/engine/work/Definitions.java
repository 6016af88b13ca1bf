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

/// The definitions of workloads without the workloads themselves.
///
/// Requests are checked against them.
public final class Definitions {
    private final SortedMap<String, Definition> byName = new TreeMap<>();
    private final UnaryOperator<String> code;

    private Definitions(Collection<Definition> definitions, UnaryOperator<String> code) {
        definitions.forEach(definition -> byName.put(definition.name(), definition));
        this.code = code;
    }

    /// Definitions that state their version or have none.
    public static Definitions of(Collection<Definition> definitions) {
        return of(definitions, _ -> "");
    }

    /// @param code the version, by name, of a workload that states none in its definition
    static Definitions of(Collection<Definition> definitions, UnaryOperator<String> code) {
        return new Definitions(definitions, code);
    }

    /// All definitions, by name.
    public List<Definition> all() {
        return List.copyOf(byName.values());
    }

    /// Whether there is a workload of this name.
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /// The settings of the workload of this name.
    ///
    /// @throws InvalidInputException if there is none
    public List<Setting> settings(String name) {
        return find(name).settings();
    }

    /// The version of the workload of this name, empty if it has none.
    ///
    /// @throws InvalidInputException if there is no such workload
    public String version(String name) {
        String stated = find(name).version();
        return stated.isEmpty() ? code.apply(name) : stated;
    }

    /// The pool that runs the tasks of the workload of this name.
    ///
    /// @throws InvalidInputException if there is none
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

    /// The error for a request that names an unknown workload.
    String absent(String name) {
        return "no workload is called \""
                + name
                + "\""
                + InvalidInputException.didYouMean(name, byName.keySet())
                + "; there are "
                + String.join(", ", byName.keySet());
    }

    /// The request with defaults for what it leaves out.
    ///
    /// So a request that states a default and one that leaves it out are the same job.
    ///
    /// @throws InvalidInputException naming the first error
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
