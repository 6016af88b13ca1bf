package dev.fanfold.aws.lambda;

import dev.fanfold.engine.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of one invocation while it runs.
public final class Entry {
    final Counters counters = new Counters();
    final Map<Metric, Long> measured = new EnumMap<>(Metric.class);
    final List<String> returned = new ArrayList<>();
    final Instant began;
    int received;
    @Nullable Throwable failure;
    Outcome outcome = Outcome.DONE;

    /// How it ended.
    enum Outcome {
        DONE,
        RETURNED,
        FAILED,
        THREW
    }

    Entry(Instant began) {
        this.began = began;
    }

    /// A message or record came.
    ///
    /// @param sent null when nobody knows
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

    /// A message or record comes back.
    void returned(String id, Throwable why) {
        returned(id);
        fail(why);
    }

    /// A record comes back that holds nothing to read.
    void returned(String id) {
        outcome = Outcome.RETURNED;
        returned.add(id);
        measured.put(Metric.RETURNED, (long) returned.size());
    }

    void folded(Duration took) {
        measured.put(Metric.FOLD_TIME, took.toMillis());
    }

    /// A defect, of which the caller hears no more than that there is one.
    public void failed(Throwable why) {
        outcome = Outcome.FAILED;
        measured.put(Metric.DEFECTS, 1L);
        fail(why);
    }

    /// Lambda hears of it, and of whatever retries there are.
    void threw(Throwable why) {
        outcome = Outcome.THREW;
        fail(why);
    }

    // The first is the one to look at.
    private void fail(Throwable why) {
        failure = failure == null ? why : failure;
    }
}
