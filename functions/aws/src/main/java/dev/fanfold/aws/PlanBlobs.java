package dev.fanfold.aws;

import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.port.BlobStore;
import dev.fanfold.messages.PlanJson;
import dev.fanfold.workload.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Plans inside job rows, or in the bucket if they are long. Each step of the send cursor rewrites
/// the row, but the plan is written once.
final class PlanBlobs {
    /// The largest plan that stays in the row, in bytes.
    static final int INLINE = 32 * 1024;

    private final BlobStore blobs;
    // The last long plan: every message of a job needs the same one.
    private final AtomicReference<@Nullable StoredPlan> last = new AtomicReference<>();

    PlanBlobs(BlobStore blobs) {
        this.blobs = blobs;
    }

    void write(JobId job, Plan plan, Attributes item) {
        StoredPlan storedPlan = last.get();
        if (storedPlan != null && storedPlan.job.equals(job) && storedPlan.plan.equals(plan)) {
            item.with("planKey", storedPlan.key);
            return;
        }
        String json = PlanJson.write(plan);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= INLINE) {
            item.with("plan", json);
            return;
        }
        String key = "plans/" + job + "/" + hash(bytes) + ".json";
        blobs.putIfAbsent(key, bytes);
        last.set(new StoredPlan(job, key, plan));
        item.with("planKey", key);
    }

    @Nullable Plan read(StoredItem item) {
        if (item.has("plan")) {
            return PlanJson.read(item.text("plan"));
        }
        return item.has("planKey")
                ? spilled(JobItems.id(item.text("pk")), item.text("planKey"))
                : null;
    }

    private Plan spilled(JobId job, String key) {
        StoredPlan storedPlan = last.get();
        if (storedPlan != null && storedPlan.key.equals(key)) {
            return storedPlan.plan;
        }
        byte[] bytes = blobs.get(key);
        if (!key.endsWith(hash(bytes) + ".json")) {
            throw new IllegalStateException(key + " does not hold the plan that was written there");
        }
        Plan plan = PlanJson.read(new String(bytes, StandardCharsets.UTF_8));
        last.set(new StoredPlan(job, key, plan));
        return plan;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private record StoredPlan(JobId job, String key, Plan plan) {}
}
