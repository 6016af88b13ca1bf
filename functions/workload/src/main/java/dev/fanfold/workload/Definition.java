package dev.fanfold.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a workload is called, what it is told, and how its tasks are run.
///
/// @param name lower-case letters, digits and dashes; part of inbox keys
/// @param settings what can be set
/// @param readsInput whether it needs an input object
/// @param cpuBound run at once as many tasks as there are vCPUs, not all of them
/// @param taskTimeout a task that takes longer is stopped and tried again
/// @param coverageHint what to do when the coverage of an input does not close
public record Definition(
        String name,
        String summary,
        List<Setting> settings,
        boolean readsInput,
        boolean cpuBound,
        Duration taskTimeout,
        String coverageHint) {
    public Definition {
        settings = List.copyOf(settings);
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "a workload's name is lower-case letters, digits and dashes, not " + name);
        }
    }

    /// A workload of this name without settings or input, whose tasks wait rather than compute and
    /// take a minute at most.
    public static Definition of(String name, String summary) {
        return new Definition(name, summary, List.of(), false, false, Duration.ofMinutes(1), "");
    }

    /// With a setting that must be given.
    public Definition with(String setting, String meaning) {
        return with(new Setting(setting, meaning, Optional.empty()));
    }

    /// With a setting that has a default.
    public Definition with(String setting, String meaning, String otherwise) {
        return with(new Setting(setting, meaning, Optional.of(otherwise)));
    }

    private Definition with(Setting setting) {
        var more = new ArrayList<>(settings);
        more.add(setting);
        return new Definition(name, summary, more, readsInput, cpuBound, taskTimeout, coverageHint);
    }

    /// Reading an input object.
    public Definition reading() {
        return reading("a task has to read its slice to the end");
    }

    /// Reading an input object.
    ///
    /// @param coverageHint what to do when its coverage does not close
    public Definition reading(String coverageHint) {
        return new Definition(name, summary, settings, true, cpuBound, taskTimeout, coverageHint);
    }

    /// Computing rather than waiting.
    public Definition computing() {
        return new Definition(name, summary, settings, readsInput, true, taskTimeout, coverageHint);
    }

    /// With another time limit for a task.
    public Definition within(Duration timeout) {
        return new Definition(name, summary, settings, readsInput, cpuBound, timeout, coverageHint);
    }
}
