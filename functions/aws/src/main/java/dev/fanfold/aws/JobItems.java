package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.outcome.Payload;
import dev.fanfold.engine.port.JobStore.OwnedJob;
import dev.fanfold.engine.port.JobStore.StalledJob;
import dev.fanfold.messages.JobJson;
import dev.fanfold.workload.Plan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Job rows as items. An item has the row as JSON in `job`, and its plan in `plan`, or in `planKey`
/// the key of the plan's object. For clients that users write, the state is also in `state`, and
/// the answer is in `result`, or in `resultKey` the key of its object.
///
/// The table has three indexes. The index of open jobs has the keys `openJobs` and `due`, which an
/// item has only while the job is open. The other indexes have the keys `owner` and `createdAt`,
/// and `state` and `createdAt`.
final class JobItems {
    static final String OPEN = "open";
    private static final String PREFIX = "job#";
    private final PlanBlobs plans;

    JobItems(PlanBlobs plans) {
        this.plans = plans;
    }

    static String key(JobId id) {
        return PREFIX + id;
    }

    static JobId id(String key) {
        return new JobId(key.substring(PREFIX.length()));
    }

    /// A job in the index of open jobs.
    static StalledJob readStalled(StoredItem item) {
        return new StalledJob(id(item.text("pk")), Instant.ofEpochMilli(item.number("due")));
    }

    /// A job in the index by owner or by state.
    static OwnedJob readOwned(StoredItem item) {
        return new OwnedJob(id(item.text("pk")), Instant.ofEpochMilli(item.number("createdAt")));
    }

    Map<String, AttributeValue> write(Job job) {
        var item =
                new Attributes()
                        .with("pk", key(job.id()))
                        .with("version", job.version())
                        .with("state", job.state().name())
                        .with("owner", job.request().owner())
                        .with("createdAt", job.created().toEpochMilli())
                        .with("job", JobJson.write(job))
                        .expiring(job.changed());
        if (job.isOpen()) {
            item.with("openJobs", OPEN).with("due", job.due().toEpochMilli());
        }
        Plan plan = job.plan();
        if (plan != null) {
            plans.write(job.id(), plan, item);
        }
        switch (job.result()) {
            case null -> {}
            case Payload.Inline inline ->
                    item.with("result", new String(inline.bytes(), StandardCharsets.UTF_8));
            case Payload.Spilled spilled -> item.with("resultKey", spilled.key());
        }
        return item.item("the row of job " + job.id(), "give shorter settings");
    }

    Job read(StoredItem item) {
        return JobJson.read(item.text("job"), plans.read(item), inline(item.textOrNull("result")));
    }

    private static Payload.@Nullable Inline inline(@Nullable String result) {
        return result == null ? null : new Payload.Inline(result.getBytes(StandardCharsets.UTF_8));
    }
}
