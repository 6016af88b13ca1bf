package dev.fanfold.cli.junit;

import dev.fanfold.cli.line.Answer;
import dev.fanfold.cli.line.Follow;
import dev.fanfold.cli.line.Line;
import dev.fanfold.cli.line.LocalLines;
import dev.fanfold.cli.line.Stopwatch;
import dev.fanfold.cli.text.Progress;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.workload.JobSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Runs jobs of the workloads on the class path through queues, workers, stream and fold.
///
/// ```java
/// @RegisterExtension static final FanfoldExtension FANFOLD = new FanfoldExtension(Path.of("template.yaml"));
/// ```
public final class FanfoldExtension implements BeforeAllCallback, AfterAllCallback {
    private static final java.time.Duration LOOKS = java.time.Duration.ofMillis(100);
    private final Path template;
    private final Workloads workloads = Workloads.discovered();
    private @Nullable Line line;

    /// @param template the application's template, whose stacks lie beside it
    public FanfoldExtension(Path template) {
        this.template = template;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        line = new LocalLines(workloads).start(template, OptionalInt.empty(), text -> {});
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (line != null) { // null when the template could not be started
            line.close();
        }
    }

    /// The answer of a job that reads no input.
    ///
    /// @throws AssertionError when it does not succeed, with its error
    public String run(String workload, Map<String, String> settings) throws InterruptedException {
        return run(workload, settings, null, JobOptions.DEFAULT);
    }

    /// The answer of a job over a file.
    ///
    /// @throws AssertionError when it does not succeed, with its error
    public String run(String workload, Map<String, String> settings, Path input)
            throws InterruptedException {
        return run(workload, settings, input.toAbsolutePath().toUri(), JobOptions.DEFAULT);
    }

    /// The answer of a job over a file that is cut small, so that a few lines are several tasks.
    ///
    /// @param slice bytes or items in a task, as the workload's plan has it
    /// @throws AssertionError when it does not succeed, with its error
    public String run(String workload, Map<String, String> settings, Path input, long slice)
            throws InterruptedException {
        JobOptions usual = JobOptions.DEFAULT;
        var options =
                new JobOptions(
                        usual.tolerate(),
                        usual.reject(),
                        usual.pack(),
                        slice,
                        usual.workers(),
                        usual.deadline());
        return run(workload, settings, input.toAbsolutePath().toUri(), options);
    }

    private String run(
            String workload, Map<String, String> settings, @Nullable URI input, JobOptions options)
            throws InterruptedException {
        var request = new JobRequest(workload, JobSettings.of(settings), options, input, "test", 0);
        JobId id = line().dispatcher().submitAgain(request).job().id();
        var follow = new Follow(line().inquiries(), Progress.silent(), new Stopwatch(), LOOKS);
        Answer answer = Answer.ofEnded(line().inquiries(), follow.toTheEnd(id));
        byte[] result = answer.result();
        if (result == null) {
            throw new AssertionError(
                    "%s is %s: %s".formatted(workload, answer.job().state(), answer.job().error()));
        }
        return new String(result, StandardCharsets.UTF_8);
    }

    private Line line() {
        return Objects.requireNonNull(
                line, "the extension is registered with @RegisterExtension on a static field");
    }
}
