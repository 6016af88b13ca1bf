package dev.fanfold.aws.lambda;

import dev.fanfold.engine.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The facts about one invocation while it runs.
public final class Entry {
    final Counters counters = new Counters();
    final Map<Metric, Long> measured = new EnumMap<>(Metric.class);
    final List<String> returned = new ArrayList<>();
    final Instant began;
    int received;
    @Nullable Throwable failure;
    Outcome outcome = Outcome.DONE;

    /// How the invocation ended.
    enum Outcome {
        DONE,
        RETURNED,
        FAILED,
        THREW
    }

    Entry(Instant began) {
        this.began = began;
    }

    /// A message or record was received.
    ///
    /// @param sent when it was sent, null if unknown
    void received(@Nullable Instant sent) {
        received++;
        if (sent != null) {
            long waited = Math.max(0, Duration.between(sent, began).toMillis());
            measured.merge(Metric.QUEUE_WAIT, waited, Math::max);
        }
    }

    void redelivered() {
        measured.merge(Metric.REDELIVERED, 1L, Long::sum);
    }

    /// A message or record is returned for redelivery.
    void returned(String id, Throwable why) {
        returned(id);
        fail(why);
    }

    /// An unreadable record is returned for redelivery.
    void returned(String id) {
        outcome = Outcome.RETURNED;
        returned.add(id);
        measured.put(Metric.RETURNED, (long) returned.size());
    }

    void folded(Duration took) {
        measured.put(Metric.FOLD_TIME, took.toMillis());
    }

    /// A defect. The response does not describe it.
    public void failed(Throwable why) {
        outcome = Outcome.FAILED;
        measured.put(Metric.DEFECTS, 1L);
        fail(why);
    }

    /// The handler threw, so that Lambda retries the invocation if its source does.
    void threw(Throwable why) {
        outcome = Outcome.THREW;
        fail(why);
    }

    // Only the first failure is logged.
    private void fail(Throwable why) {
        failure = failure == null ? why : failure;
    }
}
