package dev.fanfold.cli.text;

import java.time.Duration;
import java.util.Locale;

/// The resource that limited a job's speed, found by the first rule that applies.
///
/// @param cpu processor time of the whole process
/// @param busy the busy share of the environments' time, 0 to 1
/// @param environments the maximum number of workers at the same time
/// @param requeued the number of tasks that were requeued
public record Bottleneck(
        Duration wall,
        Duration cpu,
        int cores,
        double busy,
        int environments,
        long tasks,
        long requeued) {
    private static final double BUSY_SHARE = 0.8;

    /// The limit as a sentence with its figures.
    public String sentence() {
        double used = wall.isZero() ? 0 : (double) cpu.toMillis() / wall.toMillis();
        if (used >= BUSY_SHARE * cores) {
            return String.format(Locale.ROOT, "CPU: %.1f of %d cores busy", used, cores);
        }
        if (busy >= BUSY_SHARE && tasks <= environments) {
            return "few tasks: %d for %d environments; a smaller --slice makes more tasks"
                    .formatted(tasks, environments);
        }
        if (busy >= BUSY_SHARE) {
            return "workers: all %d environments busy %s of the time; --workers starts more"
                    .formatted(environments, Figures.percent(busy));
        }
        if (requeued > 0) {
            return "waiting: %s requeued, with a delay before each attempt"
                    .formatted(Figures.of(requeued, "task") + (requeued == 1 ? " was" : " were"));
        }
        return String.format(
                Locale.ROOT,
                "latency between functions: %.1f of %d cores and %s of the environments busy",
                used,
                cores,
                Figures.percent(busy));
    }
}
