package dev.fanfold.testing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Runs jobs on a local cloud, with the workloads of the class path.
///
/// ```java
/// @RegisterExtension
/// static final FanfoldExtension FANFOLD = new FanfoldExtension(Path.of("template.yaml"));
///
/// @Test void primesAreCounted() throws Exception {
///     FinishedJob job = FANFOLD.job("primes").set("below", "20000").pack(3).run();
///     assertEquals("{\"primes\": 2262}", job.succeeded());
///     assertEquals(20, job.ledger().done());
/// }
/// ```
public final class FanfoldExtension implements BeforeAllCallback, AfterAllCallback {
    private final Path template;
    private final Map<String, Path> secrets = new LinkedHashMap<>();
    private @Nullable TestCloud cloud;

    /// @param template the application's template; its nested stacks are found beside it
    public FanfoldExtension(Path template) {
        this.template = template;
    }

    /// Adds a secret that the workloads of all pools can read. The file contains the secret. Call
    /// this method where the extension is created, because the cloud starts before the first test.
    public FanfoldExtension secret(String name, Path file) {
        secrets.put(name, file);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cloud = TestCloud.start(template, secrets);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (cloud != null) { // null if the cloud could not be started
            cloud.close();
        }
    }

    /// A job of this workload. Set its settings and options, then run it.
    public LocalJob job(String workload) {
        return new LocalJob(this::cloud, workload);
    }

    /// Redrives a job that has ended, and waits until it ends again.
    ///
    /// @throws dev.fanfold.workload.InvalidInputException if there is nothing to redrive
    public FinishedJob redrive(FinishedJob job) throws InterruptedException {
        return cloud().redrive(job);
    }

    /// Runs a job without an input, with the default options, and returns its answer.
    ///
    /// @throws AssertionError if the job does not succeed, with its error
    public String run(String workload, Map<String, String> settings) throws InterruptedException {
        return jobWith(settings, workload).run().succeeded();
    }

    /// Runs a job over a file, with the default options, and returns its answer.
    ///
    /// @throws AssertionError if the job does not succeed, with its error
    public String run(String workload, Map<String, String> settings, Path input)
            throws InterruptedException {
        return jobWith(settings, workload).input(input).run().succeeded();
    }

    private LocalJob jobWith(Map<String, String> settings, String workload) {
        LocalJob job = job(workload);
        settings.forEach(job::set);
        return job;
    }

    private TestCloud cloud() {
        return Objects.requireNonNull(
                cloud, "register the extension with @RegisterExtension on a static field");
    }
}
