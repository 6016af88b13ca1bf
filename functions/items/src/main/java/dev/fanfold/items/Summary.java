package dev.fanfold.items;

import dev.fanfold.workload.LatencySketch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Counts the results of a job for its answer.
final class Summary {
    /// At most how many classes of errors the answer names.
    static final int MAX_KINDS = 50;

    /// The name under which the answer counts the errors of further classes.
    static final String OTHERS = "others";

    private final long items;
    private final SortedMap<String, Long> errors = new TreeMap<>();
    private final LatencySketch millis = new LatencySketch();
    private LeftAlone leftAlone = new LeftAlone();
    private long ok;
    private long failed;
    private long attempts;
    private long firstStart = Long.MAX_VALUE;
    private long lastEnd = Long.MIN_VALUE;

    /// @param items the number of items of the job
    Summary(long items) {
        this.items = items;
    }

    void add(ResultLine line) {
        ItemResult result = line.result();
        if (result.isOk()) {
            ok++;
        } else {
            failed++;
            errors.merge(line.errorKind(), 1L, Long::sum);
        }
        attempts += result.attempts();
        millis.add(result.millis());
        firstStart = Math.min(firstStart, line.startMillis());
        lastEnd = Math.max(lastEnd, line.startMillis() + result.millis());
    }

    void setLeftAlone(LeftAlone targets) {
        leftAlone = targets;
    }

    /// The counts of the results.
    ItemTotals totals() {
        return new ItemTotals(ok, failed, 0, ItemTotals.NEVER);
    }

    /// The answer of the job.
    ///
    /// @param own what the workload says about the results, null if nothing
    String answer(@Nullable Object own) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("items", items);
        answer.put("ok", ok);
        answer.put("failed", failed);
        if (ok + failed < items) {
            answer.put("missing", items - ok - failed);
        }
        if (failed > 0) {
            answer.put("errors", mostFrequent());
        }
        if (!leftAlone.isEmpty()) {
            answer.put("leftAlone", leftAlone.mostFrequent());
        }
        answer.put("attempts", attempts);
        if (ok + failed > 0) {
            answer.put("ms", quantiles());
            answer.put("itemsPerSecond", perSecond());
        }
        if (own != null) {
            answer.put("summary", own);
        }
        return JsonText.of(answer);
    }

    private Map<String, Long> mostFrequent() {
        var named = new LinkedHashMap<String, Long>();
        errors.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(error ->
                        named.merge(
                                named.size() < MAX_KINDS ? error.getKey() : OTHERS,
                                error.getValue(),
                                Long::sum));
        return named;
    }

    private Map<String, Long> quantiles() {
        var quantiles = new LinkedHashMap<String, Long>();
        quantiles.put("p50", millis.quantile(0.5).orElseThrow());
        quantiles.put("p95", millis.quantile(0.95).orElseThrow());
        quantiles.put("p99", millis.quantile(0.99).orElseThrow());
        quantiles.put("max", millis.quantile(1).orElseThrow());
        return quantiles;
    }

    // Over the time from the start of the first to the end of the last call that counts.
    private double perSecond() {
        double seconds = Math.max(1, lastEnd - firstStart) / 1_000.0;
        return Math.round((ok + failed) / seconds * 10) / 10.0;
    }
}
