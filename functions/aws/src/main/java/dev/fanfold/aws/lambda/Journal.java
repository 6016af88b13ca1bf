package dev.fanfold.aws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Writes one line for each invocation of a function: log line and metrics at once, in CloudWatch's
/// embedded metric format. One for each task would cost more than the orchestration.
///
/// The line goes out as bytes. A text would be formatted by Lambda's logger, and under the log
/// format JSON be wrapped into the `message` of another object, where nobody looks for metrics;
/// bytes stay as they are under both formats. The newline keeps lines apart where no telemetry
/// socket does.
public final class Journal {
    private final InstantSource clock;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    public Journal() {
        this(InstantSource.system());
    }

    Journal(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether a line, with whatever is before it, says more than that all went well.
    public static boolean tellsOfTrouble(String line) {
        return !line.contains("\"level\":\"INFO\"");
    }

    /// What the invocation answers; its line is written also when it throws.
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
