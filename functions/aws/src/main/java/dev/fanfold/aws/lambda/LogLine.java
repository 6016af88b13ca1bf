package dev.fanfold.aws.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfold.aws.Prices;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.Counters;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.TaskSetText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The log line of an invocation, as JSON. It contains ids, numbers, names of classes, error codes
/// of AWS, traces without the exceptions' messages, and messages of the engine's own exceptions. It
/// contains no body of a message, no setting and no input.
final class LogLine {
    /// The maximum number of jobs in a line, and of ids of returned messages or records. If there
    /// are more, the line has only their number.
    static final int MAX_NAMED = 10;

    /// The maximum number of traces in a line that workloads threw. Each has up to 4 KB.
    static final int MAX_THROWN = 5;

    private static final Set<Counters.Counter> WARNING_COUNTERS =
            Set.of(
                    Counters.Counter.LOST,
                    Counters.Counter.REPAIRS,
                    Counters.Counter.PARTIAL,
                    Counters.Counter.FAILED);
    // A price in dollars with its point moved by this number of digits is in millionths.
    private static final int MICRO_DIGITS = 6;
    private static final BigDecimal MIB_MILLISECONDS_PER_GB_SECOND = new BigDecimal(1_024_000);

    private LogLine() {}

    static String of(Context context, Entry entry, Instant now) {
        long millis = Math.max(1, Duration.between(entry.start, now).toMillis());
        Map<Metric, Number> metrics = metrics(entry, cost(context.getMemoryLimitInMB(), millis));
        var line = new LinkedHashMap<String, Object>();
        line.put("_aws", directive(entry.start, metrics));
        line.put(Metric.DIMENSION, context.getFunctionName());
        metrics.forEach((metric, value) -> line.put(metric.title(), value));
        line.put("level", level(entry));
        line.put("outcome", entry.outcome.name().toLowerCase(Locale.ROOT));
        line.put("requestId", context.getAwsRequestId());
        Settings.traceId().ifPresent(trace -> line.put("traceId", trace));
        line.put("millis", millis);
        line.put("received", entry.received);
        line.put("jobs", jobs(entry.counters.jobs()));
        if (entry.counters.jobs().size() > MAX_NAMED) {
            line.put("moreJobs", entry.counters.jobs().size() - MAX_NAMED);
        }
        if (!entry.returned.isEmpty()) {
            line.put("returned", entry.returned.stream().limit(MAX_NAMED).toList());
        }
        thrown(entry.counters.thrown(), line);
        if (entry.failure != null) {
            line.put("error", ErrorFields.of(entry.failure));
        }
        return Json.write(line);
    }

    // What workloads threw, one entry for each trace.
    private static void thrown(Map<String, Counters.Thrown> thrown, Map<String, Object> line) {
        if (thrown.isEmpty()) {
            return;
        }
        line.put(
                "thrown", thrown.values().stream().limit(MAX_THROWN).map(LogLine::thrown).toList());
        if (thrown.size() > MAX_THROWN) {
            line.put("moreThrown", thrown.size() - MAX_THROWN);
        }
    }

    private static Map<String, Object> thrown(Counters.Thrown one) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("times", one.times());
        fields.putAll(ErrorFields.of(one.first()));
        return fields;
    }

    private static Map<Metric, Number> metrics(Entry entry, BigDecimal cost) {
        var metrics = new EnumMap<Metric, Number>(Metric.class);
        metrics.putAll(entry.measured);
        entry.counters.counts().forEach((counter, count) -> metrics.put(Metric.of(counter), count));
        metrics.put(Metric.COST_MICRO_USD, cost);
        return metrics;
    }

    // The directive of the embedded metric format, by which CloudWatch finds the metrics.
    private static Map<String, Object> directive(Instant timestamp, Map<Metric, Number> metrics) {
        List<Map<String, String>> named =
                metrics.keySet().stream()
                        .map(metric -> Map.of("Name", metric.title(), "Unit", metric.unit.title))
                        .toList();
        Map<String, Object> directive =
                Map.of(
                        "Namespace",
                        Metric.NAMESPACE,
                        "Dimensions",
                        List.of(List.of(Metric.DIMENSION)),
                        "Metrics",
                        named);
        return Map.of(
                "Timestamp", timestamp.toEpochMilli(), "CloudWatchMetrics", List.of(directive));
    }

    // The price of the invocation alone, in millionths of a dollar, without the requests that it
    // sends and without Lambda's init.
    private static BigDecimal cost(int memoryMib, long millis) {
        return Prices.GB_SECOND
                .multiply(BigDecimal.valueOf(memoryMib * millis))
                .divide(MIB_MILLISECONDS_PER_GB_SECOND)
                .add(Prices.of(Prices.INVOCATIONS, 1))
                .scaleByPowerOfTen(MICRO_DIGITS)
                .setScale(3, RoundingMode.HALF_UP);
    }

    private static String level(Entry entry) {
        Map<Counters.Counter, Long> counts = entry.counters.counts();
        return switch (entry.outcome) {
            case THREW, FAILED -> "ERROR";
            case RETURNED -> "WARN";
            case DONE ->
                    WARNING_COUNTERS.stream().anyMatch(counts::containsKey)
                                    || !entry.counters.thrown().isEmpty()
                            ? "WARN"
                            : "INFO";
        };
    }

    private static List<Map<String, Object>> jobs(Map<JobId, Counters.Part> jobs) {
        return jobs.entrySet().stream()
                .limit(MAX_NAMED)
                .map(job -> job(job.getKey(), job.getValue()))
                .toList();
    }

    private static Map<String, Object> job(JobId id, Counters.Part part) {
        var job = new LinkedHashMap<String, Object>();
        job.put("job", id.value());
        if (!part.tasks().isEmpty()) {
            job.put("tasks", TaskSetText.write(part.tasks()));
        }
        if (part.attempt() > 0) {
            job.put("attempt", part.attempt());
        }
        return job;
    }
}
