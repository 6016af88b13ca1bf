package dev.fanfold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.workload.JobSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// An input that is deleted after the job was planned, and before its task reads it.
@Timeout(180)
class DeletedInputTest {
    private static final Path ROOT = Path.of("../..");
    private static final String KEY = "uploads/lines.txt";

    @TempDir Path folder;

    @AfterEach
    void readWithoutInterruption() {
        InterruptedReading.BEFORE.set(() -> {});
    }

    @Test
    void theJobFailsBecauseItsInputChanged() throws Exception {
        FinishedJob job = run(ROOT.resolve("template.yaml"));

        assertThat(job.state()).isEqualTo("FAILED");
        assertThat(job.problem().orElseThrow())
                .startsWith("INPUT_CHANGED: ")
                .contains(KEY + " changed while it was read", "is now gone");
    }

    @Test
    void aWorkerThatMayNotListTheBucketIsRefused() throws Exception {
        FinishedJob job = run(withoutRight());

        assertThat(job.state()).isEqualTo("FAILED");
        assertThat(job.problem().orElseThrow())
                .contains(
                        "403: User: arn:aws:sts::000000000000:assumed-role/",
                        "_worker is not authorized to perform: s3:ListBucket on resource: arn:aws:s3:::",
                        " because no identity-based policy allows the s3:ListBucket action");
    }

    private static FinishedJob run(Path template) throws Exception {
        LocalCloud local =
                LocalCloud.start(template, LocalOptions.defaults().code(FunctionCode.classPath()));
        String inbox = local.output("InboxBucket");
        try (var cloud = new TestCloud(local);
                S3Client s3 = local.clients().s3()) {
            s3.putObject(put -> put.bucket(inbox).key(KEY), RequestBody.fromString("a\nb\n"));
            InterruptedReading.BEFORE.set(
                    () -> outside(() -> s3.deleteObject(gone -> gone.bucket(inbox).key(KEY))));
            return cloud.run(
                    new JobRequest(
                            "interrupted",
                            JobSettings.of(Map.of()),
                            JobOptions.DEFAULT,
                            URI.create("s3://" + inbox + "/" + KEY),
                            "test",
                            0));
        }
    }

    // Runs the action outside the worker's environment, because the worker may not delete inputs.
    private static void outside(Runnable action) {
        Thread thread = Thread.ofPlatform().inheritInheritableThreadLocals(false).start(action);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A copy of the templates in which the worker's role lacks the rights to list buckets.
    private Path withoutRight() throws IOException {
        copy(
                "infrastructure/stacks/pool.yaml",
                "(?m)^( +)- Sid: SeesWhatIsMissing.*\n(\\1  .*\n)+",
                "");
        copy("functions/workloads/general/pool.yaml", "", "");
        return copy(
                "template.yaml",
                "(Location: )(infrastructure/stacks/application.yaml)",
                "$1" + ROOT.toRealPath() + "/$2");
    }

    private Path copy(String file, String pattern, String replacement) throws IOException {
        Path copy = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        String text = Files.readString(ROOT.resolve(file));
        assertThat(text).containsPattern(pattern);
        return Files.writeString(copy, text.replaceAll(pattern, replacement));
    }
}
