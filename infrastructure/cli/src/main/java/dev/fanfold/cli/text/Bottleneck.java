package dev.fanfold.cli.text;

import java.time.Duration;
import java.util.Locale;

/// What a run was limited by: the first rule that holds.
///
/// @param cpu processor time taken by the whole process
/// @param busy share of the environments' time in which they worked, 0 to 1
/// @param environments most workers at once
/// @param requeued tasks that went to the retry queue
public record Bottleneck(
        Duration wall,
        Duration cpu,
        int cores,
        double busy,
        int environments,
        int tasks,
        long requeued) {
    private static final double BUSY_SHARE = 0.8;

    /// The rule in words, with its figures.
    public String sentence() {
        double used = wall.isZero() ? 0 : (double) cpu.toMillis() / wall.toMillis();
        if (used >= BUSY_SHARE * cores) {
            return String.format(Locale.ROOT, "CPU: %.1f of %d cores busy", used, cores);
        }
        if (busy >= BUSY_SHARE && tasks <= environments) {
            return "few tasks: %d for %d environments; a smaller --slice makes more"
                    .formatted(tasks, environments);
        }
        if (busy >= BUSY_SHARE) {
            return "workers: all %d environments busy %s of the time; more with --workers"
                    .formatted(environments, Figures.percent(busy));
        }
        if (requeued > 0) {
            return "waiting: %s handed on to the retry queue, which waits before each attempt"
                    .formatted(Figures.of(requeued, "task") + (requeued == 1 ? " was" : " were"));
        }
        return String.format(
                Locale.ROOT,
                "latency of the line: %.1f of %d cores and %s of the environments busy",
                used,
                cores,
                Figures.percent(busy));
    }
}
