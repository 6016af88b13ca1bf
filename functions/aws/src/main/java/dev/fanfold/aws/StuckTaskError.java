package dev.fanfold.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A task ignored its interrupt and continues. Lambda must not use its environment again.
public final class StuckTaskError extends Error {
    private static final long serialVersionUID = 1;

    StuckTaskError(int index, Duration grace, @Nullable Thread thread) {
        super(
                "task %d of this call has ignored its interrupt for %d ms; it is at%s"
                        .formatted(index, grace.toMillis(), where(thread)));
    }

    private static String where(@Nullable Thread thread) {
        var text = new StringBuilder();
        if (thread != null) {
            for (StackTraceElement frame : thread.getStackTrace()) {
                text.append("\n    ").append(frame);
            }
        }
        return text.isEmpty() ? " a place that cannot be seen" : text.toString();
    }
}
