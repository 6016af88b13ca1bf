package dev.fanfold.testing;

import dev.fanfold.workload.Definition;
import dev.fanfold.workload.Finishing;
import dev.fanfold.workload.PermanentFailureException;
import dev.fanfold.workload.Plan;
import dev.fanfold.workload.Planning;
import dev.fanfold.workload.Summing;
import dev.fanfold.workload.Task;
import dev.fanfold.workload.TaskResult;
import dev.fanfold.workload.read.Lines;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Counts lines. A test sets what happens before a task reads its input.
public final class InterruptedReading implements Summing {
    static final AtomicReference<Runnable> BEFORE = new AtomicReference<>(() -> {});

    @Override
    public Definition definition() {
        return Definition.of("interrupted", "Counts lines.").reading();
    }

    @Override
    public Plan plan(Planning job) {
        return Lines.plan(job);
    }

    @Override
    public TaskResult<Long> work(Task task) throws IOException {
        BEFORE.get().run();
        try (var lines = Lines.of(task)) {
            long count = 0;
            for (String line : lines) {
                count += line.isEmpty() ? 0 : 1;
            }
            return lines.worked(count);
        } catch (S3Exception refused) { // not retried, so that the job ends immediately
            throw new PermanentFailureException(
                    refused.statusCode() + ": " + refused.awsErrorDetails().errorMessage());
        }
    }

    @Override
    public Finished finish(Long total, Finishing job) {
        return Finished.done("{\"lines\": " + total + "}");
    }
}
