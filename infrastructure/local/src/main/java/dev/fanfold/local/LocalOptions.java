package dev.fanfold.local;

import dev.fanfold.aws.Secrets;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.local.fault.Chaos;
import dev.fanfold.template.Function;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The options of a local cloud: values that replace those of the template, the place of its data
/// and of its code, faults and logs.
///
/// Start with [#defaults()]. Each method that sets an option returns a copy.
public final class LocalOptions {
    /// The handler class of workers. Only workers get the secrets of these options.
    private static final String WORKER = "dev.fanfold.worker.WorkerHandler";

    private Optional<Path> data = Optional.empty();
    private Map<String, String> parameters = Map.of();
    private Map<String, String> variables = Map.of();
    private Map<String, Path> secrets = Map.of();
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Duration> visibility = Optional.empty();
    private Schedule schedule = new Schedule.AsDeclared();
    private Chaos chaos = Chaos.none();
    private Consumer<String> log = line -> {};
    private FunctionCode code;

    private LocalOptions(FunctionCode code) {
        this.code = code;
    }

    private LocalOptions(LocalOptions original) {
        data = original.data;
        parameters = original.parameters;
        variables = original.variables;
        secrets = original.secrets;
        timeout = original.timeout;
        visibility = original.visibility;
        schedule = original.schedule;
        chaos = original.chaos;
        log = original.log;
        code = original.code;
    }

    /// When the template's schedules fire.
    public sealed interface Schedule {
        record AsDeclared() implements Schedule {}

        record Off() implements Schedule {}

        record Every(Duration period) implements Schedule {}
    }

    /// Runs the template unchanged, without kept data, logs or faults.
    public static LocalOptions defaults() {
        return new LocalOptions(FunctionCode.declared());
    }

    /// Keeps tables and objects in this directory.
    ///
    /// By default, tables are in memory, and objects are in a temporary directory that is removed
    /// when the cloud is closed.
    public LocalOptions data(Path directory) {
        var copy = new LocalOptions(this);
        copy.data = Optional.of(directory);
        return copy;
    }

    /// A value for a parameter of the root template, instead of its default.
    public LocalOptions parameter(String name, String value) {
        var copy = new LocalOptions(this);
        copy.parameters = with(parameters, name, value);
        return copy;
    }

    /// An environment variable for every function. It does not replace a variable that the template
    /// or Lambda sets.
    public LocalOptions variable(String name, String value) {
        var copy = new LocalOptions(this);
        copy.variables = with(variables, name, value);
        return copy;
    }

    /// A file whose text is the secret `name` of all workers, instead of the secret that the
    /// template names.
    public LocalOptions secret(String name, Path file) {
        var copy = new LocalOptions(this);
        copy.secrets = with(secrets, name, file);
        return copy;
    }

    /// A time limit for every function, instead of the declared ones.
    public LocalOptions timeout(Duration limit) {
        var copy = new LocalOptions(this);
        copy.timeout = Optional.of(limit);
        return copy;
    }

    /// A visibility timeout for every queue, instead of the declared ones.
    public LocalOptions visibility(Duration time) {
        var copy = new LocalOptions(this);
        copy.visibility = Optional.of(time);
        return copy;
    }

    /// When schedules fire. By default, as the template declares.
    public LocalOptions schedule(Schedule when) {
        var copy = new LocalOptions(this);
        copy.schedule = when;
        return copy;
    }

    /// The faults to inject. By default there are none.
    public LocalOptions chaos(Chaos faults) {
        var copy = new LocalOptions(this);
        copy.chaos = faults;
        return copy;
    }

    /// The consumer of the functions' logs and failures.
    ///
    /// Each call passes one line or one stack trace. Any thread may call it.
    public LocalOptions log(Consumer<String> lines) {
        var copy = new LocalOptions(this);
        copy.log = lines;
        return copy;
    }

    /// Where to find the code of functions. The default is [FunctionCode#declared].
    public LocalOptions code(FunctionCode location) {
        var copy = new LocalOptions(this);
        copy.code = location;
        return copy;
    }

    Optional<Path> data() {
        return data;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    Map<String, String> variables() {
        return variables;
    }

    /// The environment variables with the locations of a function's secrets. A function that is not
    /// a worker has none.
    Map<String, String> secretsOf(Function function) {
        Map<String, String> locations = new LinkedHashMap<>();
        if (function.handler().equals(WORKER)) {
            secrets.forEach((name, file) ->
                    locations.put(
                            Secrets.variable(name), file.toAbsolutePath().toUri().toString()));
        }
        return locations;
    }

    Optional<Duration> timeout() {
        return timeout;
    }

    Optional<Duration> visibility() {
        return visibility;
    }

    Schedule schedule() {
        return schedule;
    }

    Chaos chaos() {
        return chaos;
    }

    Consumer<String> log() {
        return log;
    }

    FunctionCode code() {
        return code;
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        Map<String, T> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return Map.copyOf(more);
    }
}
