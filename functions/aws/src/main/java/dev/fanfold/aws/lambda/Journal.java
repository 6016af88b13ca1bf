package dev.fanfold.aws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Writes one line for each invocation of a function: log entry and metrics together, in
/// CloudWatch's embedded metric format. A line for each task would cost more than the
/// orchestration.
///
/// The line is written as bytes. Lambda's logger would format a text, and under the log format JSON
/// it would wrap the text into the `message` of another object, where CloudWatch finds no metrics.
/// Bytes stay unchanged under both formats. The newline separates lines where there is no telemetry
/// socket.
public final class Journal {
    private final InstantSource clock;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    public Journal() {
        this(InstantSource.system());
    }

    Journal(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether a line reports an error or a warning.
    public static boolean tellsOfTrouble(String line) {
        return !line.contains("\"level\":\"INFO\"");
    }

    /// Returns the invocation's result. The line is written even if the invocation throws.
    public <R> R write(Context context, Function<Entry, R> invocation) {
        var entry = new Entry(clock.instant());
        if (cold.getAndSet(false)) {
            entry.measured.put(Metric.COLD_STARTS, 1L);
        }
        try {
            return entry.counters.during(() -> invocation.apply(entry));
        } catch (Throwable e) {
            entry.threw(e);
            throw e;
        } finally {
            String line = LogLine.of(context, entry, clock.instant());
            context.getLogger().log((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
