package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.BlobStore;
import dev.fanfold.messages.PlanJson;
import dev.fanfold.workload.Plan;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Stores a plan in the item of its job's row, or in the results bucket if the plan is long. Each
/// step of the send cursor writes the item again, but not a plan in the bucket.
final class PlanBlobs {
    /// The maximum size of a plan in the row, in bytes.
    static final int MAX_INLINE = 32 * 1024;

    private final BlobStore blobs;
    // The long plan that was last written or read, because all messages of a job need its plan.
    private final AtomicReference<@Nullable StoredPlan> last = new AtomicReference<>();

    PlanBlobs(BlobStore blobs) {
        this.blobs = blobs;
    }

    /// Adds the plan to the item, or the key of the plan's object, which is written if necessary.
    void write(JobId job, Plan plan, Attributes item) {
        StoredPlan stored = last.get();
        if (stored != null && stored.job.equals(job) && stored.plan.equals(plan)) {
            item.with("planKey", stored.key);
            return;
        }
        String json = PlanJson.write(plan);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_INLINE) {
            item.with("plan", json);
            return;
        }
        String key = "plans/" + job + "/" + Digests.hex(bytes) + ".json";
        blobs.putIfAbsent(key, bytes);
        last.set(new StoredPlan(job, key, plan));
        item.with("planKey", key);
    }

    /// The plan of the item's job, null if the item has none.
    @Nullable Plan read(StoredItem item) {
        if (item.has("plan")) {
            return PlanJson.read(item.text("plan"));
        }
        return item.has("planKey")
                ? load(JobItems.id(item.text("pk")), item.text("planKey"))
                : null;
    }

    private Plan load(JobId job, String key) {
        StoredPlan stored = last.get();
        if (stored != null && stored.key.equals(key)) {
            return stored.plan;
        }
        byte[] bytes = blobs.get(key);
        if (!key.endsWith(Digests.hex(bytes) + ".json")) {
            throw new IllegalStateException(key + " does not hold the plan that was written there");
        }
        Plan plan = PlanJson.read(new String(bytes, StandardCharsets.UTF_8));
        last.set(new StoredPlan(job, key, plan));
        return plan;
    }

    private record StoredPlan(JobId job, String key, Plan plan) {}
}
