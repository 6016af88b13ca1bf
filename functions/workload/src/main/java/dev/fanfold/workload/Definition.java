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
/// @param readsInput whether a job needs an input object
/// @param cpuBound whether tasks compute rather than wait; a worker runs at most as many of them in
///   parallel as it has vCPUs
/// @param taskTimeout a task that takes longer is stopped and retried
/// @param coverageHint what the user can do if the tasks did not cover the whole input
/// @param pool pool whose workers run its tasks: at most 20 lower-case letters, digits and dashes
/// @param version version that the author sets, at most 40 letters, digits, dots and dashes; if it
///   is empty, the version is derived from the workload's classes and libraries
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
        var extended = new ArrayList<>(settings);
        extended.add(setting);
        return changed(copy -> copy.settings = extended);
    }

    /// A copy that reads an input object.
    public Definition reading() {
        return reading("a task has to read its slice to the end");
    }

    /// A copy that reads an input object.
    ///
    /// @param hint what the user can do if the tasks did not cover the whole input
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

    /// A copy with this version. The same request to two versions makes two jobs. A definition
    /// without a version gets a new one with each change of the module's classes or libraries.
    public Definition versioned(String authorsVersion) {
        return changed(copy -> copy.version = authorsVersion);
    }

    private Definition changed(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.definition();
    }

    /// A mutable copy of a definition, for the methods above.
    private static final class Copy {
        private final Definition original;
        private List<Setting> settings;
        private boolean readsInput;
        private boolean cpuBound;
        private Duration taskTimeout;
        private String coverageHint;
        private String pool;
        private String version;

        Copy(Definition original) {
            this.original = original;
            settings = original.settings;
            readsInput = original.readsInput;
            cpuBound = original.cpuBound;
            taskTimeout = original.taskTimeout;
            coverageHint = original.coverageHint;
            pool = original.pool;
            version = original.version;
        }

        Definition definition() {
            return new Definition(
                    original.name,
                    original.summary,
                    settings,
                    readsInput,
                    cpuBound,
                    taskTimeout,
                    coverageHint,
                    pool,
                    version);
        }
    }

    /// Checks that each setting of a job is known and that no required setting is missing.
    ///
    /// @throws InvalidInputException naming the unknown or missing setting; for an unknown setting
    ///   it suggests the known name that is nearest
    public void check(JobSettings jobSettings) {
        for (String name : jobSettings.values().keySet()) {
            if (settings.stream().noneMatch(setting -> setting.accepts(name))) {
                throw new InvalidInputException(unknownSetting(name));
            }
        }
        for (Setting setting : settings) {
            if (setting.isRequired() && !jobSettings.has(setting.name())) {
                throw new InvalidInputException(
                        "%s needs the setting %s (%s): add --set %s=..."
                                .formatted(
                                        name, setting.name(), setting.meaning(), setting.name()));
            }
        }
    }

    private String unknownSetting(String unknown) {
        List<String> near = settings.stream().map(setting -> setting.nearest(unknown)).toList();
        List<String> known = settings.stream().map(Setting::name).toList();
        return "%s has no setting \"%s\"%s; it has %s"
                .formatted(
                        name,
                        unknown,
                        InvalidInputException.didYouMean(unknown, near),
                        known.isEmpty() ? "none" : String.join(", ", known));
    }

    /// The settings of a job, with defaults for those that the job does not set.
    public JobSettings completed(JobSettings jobSettings) {
        var values = new TreeMap<>(jobSettings.values());
        for (Setting setting : settings) {
            setting.defaultValue().ifPresent(value -> values.putIfAbsent(setting.name(), value));
        }
        return new JobSettings(values);
    }
}
