package dev.fanfold.engine.work;

import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.InvalidInputException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The definitions of workloads, by name.
///
/// They suffice to check and complete requests, so the code of the workloads need not be on the
/// class path.
public final class Definitions {
    private final SortedMap<String, Definition> byName = new TreeMap<>();
    private final UnaryOperator<String> codeVersion;

    private Definitions(Collection<Definition> definitions, UnaryOperator<String> codeVersion) {
        definitions.forEach(definition -> byName.put(definition.name(), definition));
        this.codeVersion = codeVersion;
    }

    /// These definitions. A workload whose definition states no version has none.
    public static Definitions of(Collection<Definition> definitions) {
        return of(definitions, _ -> "");
    }

    /// These definitions.
    ///
    /// @param codeVersion gives the version of a workload by its name; called only if the
    ///   workload's definition states none
    static Definitions of(Collection<Definition> definitions, UnaryOperator<String> codeVersion) {
        return new Definitions(definitions, codeVersion);
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
    /// @throws InvalidInputException if there is no such workload
    public List<Definition.Setting> settings(String name) {
        return find(name).settings();
    }

    /// The version of the workload of this name, empty if it has none.
    ///
    /// @throws InvalidInputException if there is no such workload
    public String version(String name) {
        String stated = find(name).version();
        return stated.isEmpty() ? codeVersion.apply(name) : stated;
    }

    /// The name of the pool that runs the tasks of the workload of this name.
    ///
    /// @throws InvalidInputException if there is no such workload
    public String pool(String name) {
        return find(name).pool();
    }

    private Definition find(String name) {
        Definition found = byName.get(name);
        if (found == null) {
            throw new InvalidInputException(unknownWorkload(name));
        }
        return found;
    }

    /// The error text for a request that names an unknown workload.
    String unknownWorkload(String name) {
        return "no workload is called \""
                + name
                + "\""
                + InvalidInputException.didYouMean(name, byName.keySet())
                + "; there are "
                + String.join(", ", byName.keySet());
    }

    /// The request, with the defaults of settings that it does not set. Therefore a request that
    /// sets a default value has the same job id as a request that does not set it.
    ///
    /// @throws InvalidInputException if the request is invalid; the message names the first error
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
