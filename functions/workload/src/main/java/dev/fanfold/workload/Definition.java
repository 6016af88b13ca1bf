package dev.fanfold.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What a workload is called, which settings it has, and how its tasks are run.
///
/// @param name lower-case letters, digits and dashes; part of inbox keys
/// @param settings what can be set
/// @param readsInput whether it needs an input object
/// @param cpuBound run at once as many tasks as there are vCPUs, not all of them
/// @param taskTimeout a task that takes longer is stopped and tried again
/// @param coverageHint what to do when the coverage of an input does not close
/// @param pool where its tasks run: at most 20 lower-case letters, digits and dashes
/// @param version what its author states, at most 40 letters, digits, dots and dashes; empty when
///   its classes and their libraries are to tell one version from another
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

    /// A workload of this name in the pool `general`, without settings or input, whose tasks wait
    /// rather than compute and take a minute at most.
    public static Definition of(String name, String summary) {
        return new Definition(
                name, summary, List.of(), false, false, DEFAULT_TIMEOUT, "", DEFAULT_POOL, "");
    }

    /// With a setting that must be given, or with a family of settings, such as `select.*`.
    public Definition with(String setting, String meaning) {
        return with(new Setting(setting, meaning, Optional.empty()));
    }

    /// With a setting that has a default.
    public Definition with(String setting, String meaning, String defaultValue) {
        return with(new Setting(setting, meaning, Optional.of(defaultValue)));
    }

    private Definition with(Setting setting) {
        var more = new ArrayList<>(settings);
        more.add(setting);
        return changed(copy -> copy.settings = more);
    }

    /// Reading an input object.
    public Definition reading() {
        return reading("a task has to read its slice to the end");
    }

    /// Reading an input object.
    ///
    /// @param hint what to do when its coverage does not close
    public Definition reading(String hint) {
        return changed(copy -> {
            copy.readsInput = true;
            copy.coverageHint = hint;
        });
    }

    /// Computing rather than waiting.
    public Definition computing() {
        return changed(copy -> copy.cpuBound = true);
    }

    /// With another time limit for a task.
    public Definition within(Duration timeout) {
        return changed(copy -> copy.taskTimeout = timeout);
    }

    /// In another pool.
    public Definition in(String otherPool) {
        return changed(copy -> copy.pool = otherPool);
    }

    /// In a version that its author states: of two versions, the same request asks for two jobs.
    /// Without it, a change of a class of its module, or of a library, is another version.
    public Definition versioned(String stated) {
        return changed(copy -> copy.version = stated);
    }

    private Definition changed(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.definition();
    }

    /// A definition of which something is about to change: what the methods above may set.
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

    /// Refuses the first of these settings that it does not have.
    ///
    /// @throws InvalidInputException naming it, and what it may have meant
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

    /// These settings, with the defaults of those that are not given.
    public JobSettings completed(JobSettings given) {
        var values = new TreeMap<>(given.values());
        for (Setting setting : settings) {
            setting.defaultValue().ifPresent(value -> values.putIfAbsent(setting.name(), value));
        }
        return new JobSettings(values);
    }
}
