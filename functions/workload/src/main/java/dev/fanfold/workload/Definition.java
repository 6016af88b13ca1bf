package dev.fanfold.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The name, settings and limits of a workload.
///
/// @param name lower-case letters, digits and dashes, a letter first; the first part of the inbox
///   keys of the workload's inputs
/// @param summary one sentence that says what the workload does
/// @param settings the settings that a job may or must set
/// @param readsInput whether a job needs an input object
/// @param cpuBound whether tasks compute rather than wait; a worker runs at most as many of them in
///   parallel as it has vCPUs
/// @param taskTimeout the time after which a task, or a finish, is stopped and retried
/// @param coverageHint what the user can do if the tasks did not cover the whole input
/// @param pool the name of the pool whose workers run the tasks: at most 20 lower-case letters,
///   digits and dashes, a letter first
/// @param version the version that the author states, at most 40 letters, digits, dots and dashes;
///   if it is empty, the version is derived from the workload's classes and libraries
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
    /// The pool of workloads that name none.
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

    /// The definition of a workload in the pool `general`, without settings or input. Its tasks
    /// wait rather than compute, and take at most a minute.
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
        return copyWith(copy -> copy.settings = extended);
    }

    /// A copy for a workload that reads an input object.
    public Definition reading() {
        return reading("a task has to read its slice to the end");
    }

    /// A copy for a workload that reads an input object.
    ///
    /// @param hint what the user can do if the tasks did not cover the whole input
    public Definition reading(String hint) {
        return copyWith(copy -> {
            copy.readsInput = true;
            copy.coverageHint = hint;
        });
    }

    /// A copy for a workload whose tasks compute rather than wait.
    public Definition computing() {
        return copyWith(copy -> copy.cpuBound = true);
    }

    /// A copy with this time limit for each task and for the finish of a round.
    public Definition within(Duration timeout) {
        return copyWith(copy -> copy.taskTimeout = timeout);
    }

    /// A copy for a workload in this pool.
    public Definition in(String newPool) {
        return copyWith(copy -> copy.pool = newPool);
    }

    /// A copy with this version. If the same request is submitted to two versions, it makes two
    /// jobs. If the definition has no version, each change of the module's classes or libraries
    /// makes a new version.
    public Definition versioned(String newVersion) {
        return copyWith(copy -> copy.version = newVersion);
    }

    private Definition copyWith(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.definition();
    }

    /// A mutable copy of a definition.
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
    /// @throws InvalidInputException if a setting is unknown or missing; the message names it, and
    ///   suggests the nearest known name for an unknown one
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
        List<String> candidates =
                settings.stream().map(setting -> setting.nearest(unknown)).toList();
        List<String> known = settings.stream().map(Setting::name).toList();
        return "%s has no setting \"%s\"%s; it has %s"
                .formatted(
                        name,
                        unknown,
                        InvalidInputException.didYouMean(unknown, candidates),
                        known.isEmpty() ? "none" : String.join(", ", known));
    }

    /// The settings of a job, with the default values of settings that the job does not set.
    public JobSettings completed(JobSettings jobSettings) {
        var values = new TreeMap<>(jobSettings.values());
        for (Setting setting : settings) {
            setting.defaultValue().ifPresent(value -> values.putIfAbsent(setting.name(), value));
        }
        return new JobSettings(values);
    }

    /// One setting of a workload, or a family of settings.
    ///
    /// If the name ends in `.*`, it is a family. For `select.*`, a job may set any names that begin
    /// with `select.`, or none.
    ///
    /// @param meaning the meaning of the setting, for users
    /// @param defaultValue the value of the setting if the job does not set it; a setting without a
    ///   default is required, and a family has none
    public record Setting(String name, String meaning, Optional<String> defaultValue) {
        private static final String WILDCARD = "*";

        public Setting {
            boolean hasWildcard = name.contains(WILDCARD);
            if (hasWildcard
                    && (!name.endsWith(".*")
                            || name.indexOf(WILDCARD) < 2
                            || defaultValue.isPresent())) {
                throw new IllegalArgumentException(
                        "a family of settings has a name like select.* and no default, unlike "
                                + name
                                + defaultValue.map(value -> " by default " + value).orElse(""));
            }
        }

        /// Whether this is a family of settings.
        public boolean isFamily() {
            return name.endsWith(WILDCARD);
        }

        /// Whether a job must set this setting.
        public boolean isRequired() {
            return !isFamily() && defaultValue.isEmpty();
        }

        /// Whether this is the name of the setting, or of a member of the family.
        public boolean accepts(String candidate) {
            return isFamily()
                    ? candidate.startsWith(prefix()) && candidate.length() > prefix().length()
                    : candidate.equals(name);
        }

        /// The name of this setting, or of a member of this family, that is nearest to an unknown
        /// name. For the family `select.*` and `selct.x`, it is `select.x`.
        String nearest(String unknown) {
            int suffix = unknown.indexOf('.') + 1;
            return isFamily() && suffix > 0 && suffix < unknown.length()
                    ? prefix() + unknown.substring(suffix)
                    : name;
        }

        private String prefix() {
            return name.substring(0, name.length() - WILDCARD.length());
        }
    }
}
