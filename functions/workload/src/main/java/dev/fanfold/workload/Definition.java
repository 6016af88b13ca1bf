package dev.fanfold.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The name, settings and limits of a workload.
///
/// @param name lower-case letters, digits and dashes; part of inbox keys
/// @param settings the settings that a job can set
/// @param readsInput whether it needs an input object
/// @param cpuBound whether tasks compute: a worker then runs only as many of them in parallel as it
///   has vCPUs
/// @param taskTimeout a task that takes longer is stopped and retried
/// @param coverageHint what the user can do if the coverage of an input does not close
/// @param pool pool whose workers run its tasks: at most 20 lower-case letters, digits and dashes
/// @param version version that the author states, at most 40 letters, digits, dots and dashes; if
///   empty, a change of its classes or libraries makes another version
public record Definition(
        String name,
        String summary,
        List<Setting> settings,
        boolean readsInput,
        boolean cpuBound,
        Duration taskTimeout,
        String coverageHint,
        String pool,
        String version) {
    public static final String DEFAULT_POOL = "general";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    public Definition {
        settings = List.copyOf(settings);
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "a workload's name is lower-case letters, digits and dashes, not " + name);
        }
        if (!pool.matches("[a-z][a-z0-9-]{0,19}")) {
            throw new IllegalArgumentException(
                    "a pool's name is at most 20 lower-case letters, digits and dashes, a letter first, not "
                            + pool);
        }
        if (!version.matches("[A-Za-z0-9.-]{0,40}")) {
            throw new IllegalArgumentException(
                    "a workload's version is at most 40 letters, digits, dots and dashes, not "
                            + version);
        }
    }

    /// A workload in the pool `general`, without settings or input. Its tasks wait rather than
    /// compute, and take at most a minute.
    public static Definition of(String name, String summary) {
        return new Definition(
                name, summary, List.of(), false, false, DEFAULT_TIMEOUT, "", DEFAULT_POOL, "");
    }

    /// A copy with one more required setting, or with a family of settings like `select.*`.
    public Definition with(String setting, String meaning) {
        return with(new Setting(setting, meaning, Optional.empty()));
    }

    /// A copy with one more setting, which has a default.
    public Definition with(String setting, String meaning, String defaultValue) {
        return with(new Setting(setting, meaning, Optional.of(defaultValue)));
    }

    private Definition with(Setting setting) {
        var more = new ArrayList<>(settings);
        more.add(setting);
        return changed(copy -> copy.settings = more);
    }

    /// A copy that reads an input object.
    public Definition reading() {
        return reading("a task has to read its slice to the end");
    }

    /// A copy that reads an input object.
    ///
    /// @param hint what the user can do if its coverage does not close
    public Definition reading(String hint) {
        return changed(copy -> {
            copy.readsInput = true;
            copy.coverageHint = hint;
        });
    }

    /// A copy whose tasks compute rather than wait.
    public Definition computing() {
        return changed(copy -> copy.cpuBound = true);
    }

    /// A copy with this time limit for a task.
    public Definition within(Duration timeout) {
        return changed(copy -> copy.taskTimeout = timeout);
    }

    /// A copy in this pool.
    public Definition in(String otherPool) {
        return changed(copy -> copy.pool = otherPool);
    }

    /// A copy with this version. The same request to two versions makes two jobs. Without it, each
    /// change of a class of the module or of a library makes another version.
    public Definition versioned(String stated) {
        return changed(copy -> copy.version = stated);
    }

    private Definition changed(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.definition();
    }

    /// A mutable copy of a definition, for the methods above.
    private static final class Copy {
        private final Definition of;
        private List<Setting> settings;
        private boolean readsInput;
        private boolean cpuBound;
        private Duration taskTimeout;
        private String coverageHint;
        private String pool;
        private String version;

        Copy(Definition of) {
            this.of = of;
            settings = of.settings;
            readsInput = of.readsInput;
            cpuBound = of.cpuBound;
            taskTimeout = of.taskTimeout;
            coverageHint = of.coverageHint;
            pool = of.pool;
            version = of.version;
        }

        Definition definition() {
            return new Definition(
                    of.name,
                    of.summary,
                    settings,
                    readsInput,
                    cpuBound,
                    taskTimeout,
                    coverageHint,
                    pool,
                    version);
        }
    }

    /// Rejects an unknown setting, or a required setting that is missing.
    ///
    /// @throws InvalidInputException naming the setting, and the known name nearest to an unknown
    ///   one
    public void check(JobSettings given) {
        for (String name : given.values().keySet()) {
            if (settings.stream().noneMatch(setting -> setting.accepts(name))) {
                throw new InvalidInputException(unknown(name));
            }
        }
        for (Setting setting : settings) {
            if (setting.isRequired() && !given.has(setting.name())) {
                throw new InvalidInputException(
                        "%s needs the setting %s (%s): add --set %s=..."
                                .formatted(
                                        name, setting.name(), setting.meaning(), setting.name()));
            }
        }
    }

    private String unknown(String given) {
        List<String> near = settings.stream().map(setting -> setting.nearest(given)).toList();
        List<String> known = settings.stream().map(Setting::name).toList();
        return "%s has no setting \"%s\"%s; it has %s"
                .formatted(
                        name,
                        given,
                        InvalidInputException.didYouMean(given, near),
                        known.isEmpty() ? "none" : String.join(", ", known));
    }

    /// The settings, with defaults for those that the job does not set.
    public JobSettings completed(JobSettings given) {
        var values = new TreeMap<>(given.values());
        for (Setting setting : settings) {
            setting.defaultValue().ifPresent(value -> values.putIfAbsent(setting.name(), value));
        }
        return new JobSettings(values);
    }
}
