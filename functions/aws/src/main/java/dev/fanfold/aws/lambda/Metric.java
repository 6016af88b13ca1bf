package dev.fanfold.aws.lambda;

import dev.fanfold.engine.Counters;
import java.util.Locale;

/// The metrics of a log line, in CloudWatch's namespace [#NAMESPACE] under the one dimension
/// [#DIMENSION]. A count of zero is left out, because CloudWatch bills a metric for each hour in
/// which it is sent. The constants before COLD_STARTS have the names and meanings of those of
/// [Counters.Counter].
public enum Metric {
    JOBS(Unit.COUNT),
    SENT(Unit.COUNT),
    ATTEMPTS(Unit.COUNT),
    TASKS(Unit.COUNT),
    REQUEUED(Unit.COUNT),
    LOST(Unit.COUNT),
    FOLDED(Unit.COUNT),
    DUPLICATES(Unit.COUNT),
    REPAIRS(Unit.COUNT),
    SUCCEEDED(Unit.COUNT),
    PARTIAL(Unit.COUNT),
    FAILED(Unit.COUNT),
    CANCELLED(Unit.COUNT),
    /// Invocations that were the first of their environment.
    COLD_STARTS(Unit.COUNT),
    /// Messages that were received before.
    REDELIVERED(Unit.COUNT),
    /// Messages and stream records that are returned for redelivery because they could not be read
    /// or processed. If the handler throws, the others of the batch are redelivered too, and are
    /// not counted here.
    RETURNED(Unit.COUNT),
    /// Requests to the API that failed without a mistake of the caller, such as by a defect of
    /// Fanfold.
    DEFECTS(Unit.COUNT),
    /// How long ago the oldest message or record of the batch was sent or written. A requeued
    /// message is a new one; a redelivered message is not.
    QUEUE_WAIT(Unit.MILLISECONDS),
    /// Time spent folding a batch of reports.
    FOLD_TIME(Unit.MILLISECONDS),
    /// Lambda's list price of the invocation, in millionths of a US dollar.
    COST_MICRO_USD(Unit.NONE);

    public static final String NAMESPACE = "Fanfold";

    /// The function's name. It distinguishes stacks, and pools, because each pool has workers of
    /// its own.
    public static final String DIMENSION = "Function";

    /// CloudWatch's units.
    enum Unit {
        COUNT("Count"),
        MILLISECONDS("Milliseconds"),
        NONE("None");

        final String title;

        Unit(String title) {
            this.title = title;
        }
    }

    final Unit unit;
    private final String title;

    Metric(Unit unit) {
        this.unit = unit;
        this.title = title(name());
    }

    static Metric of(Counters.Counter counter) {
        return valueOf(counter.name());
    }

    /// The metric's name in CloudWatch, such as `QueueWait`.
    public String title() {
        return title;
    }

    private static String title(String name) {
        var title = new StringBuilder();
        for (String word : name.split("_", -1)) {
            title.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return title.toString();
    }
}
