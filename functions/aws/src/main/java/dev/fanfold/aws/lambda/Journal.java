package dev.fanfold.aws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Writes one log line for each invocation of a function, in CloudWatch's embedded metric format,
/// so that the line is also the metrics. A line for each task would cost more than the
/// orchestration of the task.
///
/// The line is written as bytes, because Lambda's logger would format a text: with the log format
/// JSON it would wrap the text into the `message` of another object, where CloudWatch finds no
/// metrics. Bytes stay unchanged with both formats. The newline separates the lines if there is no
/// telemetry socket.
public final class Journal {
    private final InstantSource clock;
    private final AtomicBoolean isCold = new AtomicBoolean(true);

    public Journal() {
        this(InstantSource.system());
    }

    Journal(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether a line of a function's log has another level than INFO: a warning, an error, or a
    /// line that no journal wrote.
    public static boolean isWarning(String line) {
        return !line.contains("\"level\":\"INFO\"");
    }

    /// Runs the invocation, writes its line, and returns its result. The line is written even if
    /// the invocation throws.
    public <R> R write(Context context, Function<Entry, R> invocation) {
        var entry = new Entry(clock.instant());
        if (isCold.getAndSet(false)) {
            entry.measured.put(Metric.COLD_STARTS, 1L);
        }
        try {
            return entry.counters.during(() -> invocation.apply(entry));
        } catch (Throwable e) {
            entry.noteThrown(e);
            throw e;
        } finally {
            String line = LogLine.of(context, entry, clock.instant());
            context.getLogger().log((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
