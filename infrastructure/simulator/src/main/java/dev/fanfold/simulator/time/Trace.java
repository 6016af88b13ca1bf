package dev.fanfold.simulator.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// The events of a run in order, as a hash and, if they are kept, as lines.
public final class Trace {
    private final List<String> lines = new ArrayList<>();
    private final boolean kept;
    private long hash = 17;
    private long events;

    /// @param kept whether lines are kept
    public Trace(boolean kept) {
        this.kept = kept;
    }

    /// Adds an event.
    ///
    /// @param micros simulated time
    /// @param who name of the process's host, or empty
    /// @param detail distinguishes it from other events of its kind
    /// @param more text of the line; called only if lines are kept
    void note(long micros, String who, String what, long detail, Supplier<String> more) {
        events++;
        hash = mixed(mixed(mixed(hash ^ micros) + what.hashCode()) + who.hashCode()) + detail;
        if (kept) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%12.6f  %-13s %s %s",
                            micros / 1e6,
                            who,
                            what,
                            more.get()));
        }
    }

    private static long mixed(long bits) {
        long a = (bits ^ (bits >>> 32)) * 0x9E3779B97F4A7C15L;
        return a ^ (a >>> 29);
    }

    /// Equal for equal traces.
    public long hash() {
        return hash;
    }

    /// Number of events.
    public long events() {
        return events;
    }

    /// The lines, empty if they were not kept.
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
