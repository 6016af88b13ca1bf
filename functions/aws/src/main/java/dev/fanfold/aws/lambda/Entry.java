package dev.fanfold.aws.lambda;

import dev.fanfold.engine.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content of the log line of an invocation, collected while the invocation runs.
public final class Entry {
    final Counters counters = new Counters();
    final Map<Metric, Long> measured = new EnumMap<>(Metric.class);
    final List<String> returned = new ArrayList<>();
    final Instant start;
    int received;
    @Nullable Throwable failure;
    Outcome outcome = Outcome.DONE;

    /// How the invocation ended.
    enum Outcome {
        DONE,
        /// Some messages or records are returned for redelivery.
        RETURNED,
        /// A request to the API failed without a mistake of the caller.
        FAILED,
        /// The handler threw.
        THREW
    }

    Entry(Instant start) {
        this.start = start;
    }

    /// Notes a message or record that was received.
    ///
    /// @param sent when it was sent, null if unknown
    void noteReceived(@Nullable Instant sent) {
        received++;
        if (sent != null) {
            long waited = Math.max(0, Duration.between(sent, start).toMillis());
            measured.merge(Metric.QUEUE_WAIT, waited, Math::max);
        }
    }

    /// Notes a message that was received before.
    void noteRedelivered() {
        measured.merge(Metric.REDELIVERED, 1L, Long::sum);
    }

    /// Notes a message or record that is returned for redelivery because of this failure.
    void noteReturned(String id, Throwable cause) {
        noteReturned(id);
        keepFirst(cause);
    }

    /// Notes a record that is returned for redelivery because it has no report.
    void noteReturned(String id) {
        outcome = Outcome.RETURNED;
        returned.add(id);
        measured.put(Metric.RETURNED, (long) returned.size());
    }

    void noteFoldTime(Duration time) {
        measured.put(Metric.FOLD_TIME, time.toMillis());
    }

    /// Notes that a request to the API failed with this exception, which the caller did not cause.
    /// The response does not describe it.
    public void noteFailed(Throwable cause) {
        outcome = Outcome.FAILED;
        measured.put(Metric.DEFECTS, 1L);
        keepFirst(cause);
    }

    /// Notes that the handler threw, so that the source of the event may retry the invocation.
    void noteThrown(Throwable cause) {
        outcome = Outcome.THREW;
        keepFirst(cause);
    }

    // Only the first failure is logged.
    private void keepFirst(Throwable cause) {
        failure = failure == null ? cause : failure;
    }
}
