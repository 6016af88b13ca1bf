package dev.fanfold.simulator.check;

import dev.fanfold.aws.ReportItem;
import dev.fanfold.engine.arrival.Arrival;
import dev.fanfold.engine.fold.Accumulator;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.outcome.Report;
import dev.fanfold.engine.port.WorkMessage;
import dev.fanfold.messages.AccumulatorJson;
import dev.fanfold.messages.ArrivalJson;
import dev.fanfold.messages.JobJson;
import dev.fanfold.messages.PackedJson;
import dev.fanfold.messages.PlanJson;
import dev.fanfold.messages.WorkMessageJson;
import dev.fanfold.simulator.service.Versions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Parses items and messages.
final class Items {
    static final String JOB = "job";
    static final String ACCUMULATOR = "accumulator";

    // Only Lambda's notice of discarded stream records has this member.
    private static final String DISCARDED = "\"DDBStreamBatchInfo\":";

    private Items() {}

    static Job job(Map<String, AttributeValue> item) {
        AttributeValue plan = item.get("plan");
        AttributeValue result = item.get("result");
        return JobJson.read(
                text(item, JOB),
                plan == null ? null : PlanJson.read(plan.s()),
                result == null
                        ? null
                        : new Payload.Inline(result.s().getBytes(StandardCharsets.UTF_8)));
    }

    static Accumulator accumulator(Map<String, AttributeValue> item) {
        return AccumulatorJson.read(
                new PackedJson(
                        text(item, ACCUMULATOR), value(item, "values").b().asByteArrayUnsafe()));
    }

    static boolean isReport(Map<String, AttributeValue> item) {
        return item.containsKey(ReportItem.REPORT);
    }

    static Report report(Map<String, AttributeValue> item) {
        AttributeValue partials = item.get(ReportItem.PARTIALS);
        return ReportItem.read(
                text(item, ReportItem.REPORT),
                partials == null ? null : partials.b().asByteBuffer());
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return value(item, name).s();
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    /// The message to the dispatcher, if the body is one.
    static Optional<Arrival> arrival(String body) {
        String text = Versions.read(body, true);
        return text.contains("\"do\":") || text.contains(DISCARDED)
                ? Optional.empty()
                : Optional.of(ArrivalJson.read(text));
    }

    /// The message to a pool, if the body is one.
    static Optional<WorkMessage> message(String body) {
        String text = Versions.read(body, true);
        return text.contains("\"do\":")
                ? Optional.of(WorkMessageJson.read(text))
                : Optional.empty();
    }
}
