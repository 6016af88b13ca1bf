import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.documents.Account;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.OutputQueries;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.application.Deadlines;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.messages.SettingsJson;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.workload.Outputs.Output;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs an item workload over the lines of a file on a local cloud, and checks that its results have
/// exactly one line for each item, in order.
///
/// It prints one line with figures, separated by tabs. It exits with 1 if a result is wrong.
///
/// usage: `java -cp CLASSPATH ItemsMeasurement TEMPLATE FILE FAILING BACKOFF WORKERS`, where FAILING
/// is 1 if one in a hundred items fails once, else 0
public final class ItemsMeasurement {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Path file;
    private final JobSettings settings;
    private final JobQueries jobQueries;
    private final OutputQueries outputQueries;
    private final Dispatcher dispatcher;

    private ItemsMeasurement(dev.fanfold.engine.port.Ports ports, Path file, Map<String, String> settings) {
        this.file = file;
        this.settings = JobSettings.of(settings);
        this.jobQueries = new JobQueries(ports);
        this.outputQueries = new OutputQueries(ports);
        this.dispatcher = new Dispatcher(ports, SettingsJson::parse);
    }

    public static void main(String[] arguments) throws Exception {
        LocalOptions options =
                LocalOptions.defaults()
                        .code(FunctionCode.classPath())
                        .log(ItemsMeasurement::printFailure)
                        .parameter("WorkerConcurrency", arguments[4]);
        try (LocalCloud cloud = LocalCloud.start(Path.of(arguments[0]), options)) {
            var ports = AwsPorts.of(Settings.dispatcher(LocalEnvironment.of(cloud)), Workloads.discovered());
            try (var _ = Deadlines.start(ports, System.err::println)) {
                Map<String, String> settings = Map.of("failing", arguments[2], "backoff", arguments[3]);
                new ItemsMeasurement(ports, Path.of(arguments[1]), settings).run();
            }
        }
        System.exit(0);
    }

    // Of the lines that functions write, those of failed invocations.
    private static void printFailure(String line) {
        if (line.contains(" failed: ")) {
            System.err.println(line);
        }
    }

    private void run() throws Exception {
        long started = System.nanoTime();
        double cpuBefore = cpu();
        var request =
                new JobRequest("checked-lines", settings, JobOptions.DEFAULT, file.toAbsolutePath().toUri(), "bench", 0);
        Job job = ended(dispatcher.submitAgain(request).job().id());
        double wall = (System.nanoTime() - started) / 1e9;
        double cpu = cpu() - cpuBefore;
        Output results = outputQueries.list(job).filter(output -> output.name().equals("results.jsonl")).findFirst().orElseThrow();
        long items = check(job, results);
        long tasks = Account.of(job, jobQueries.status(job.id()).orElseThrow().fold()).tasks().done();
        System.out.printf(Locale.ROOT, "%d\t%d\t%.1f\t%.1f\t%d%n", items, tasks, wall, cpu, results.bytes());
    }

    private Job ended(JobId id) throws InterruptedException {
        Instant next = Instant.now();
        while (true) {
            JobStatus status = jobQueries.status(id).orElseThrow();
            if (Instant.now().isAfter(next)) {
                jobQueries.progress(status).ifPresent(System.err::println);
                next = Instant.now().plus(EVERY);
            }
            if (!status.job().isOpen()) {
                if (status.job().state() != State.SUCCEEDED) {
                    throw new IllegalStateException("the job is %s: %s".formatted(status.job().state(), status.job().error()));
                }
                return status.job();
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    // Compares each result with that of the line, computed here. Returns the number of items.
    private long check(Job job, Output results) throws IOException {
        long index = 0;
        try (var found = new BufferedReader(new InputStreamReader(outputQueries.open(job, results, 0), StandardCharsets.UTF_8));
                Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                CheckedLines.Checked checked = CheckedLines.Checked.of(line);
                int attempts = settings.number("failing") == 1 && checked.failsOnce() ? 2 : 1;
                String expected = "{\"index\":%d,\"status\":\"ok\",\"result\":%s,\"attempts\":%d,\"ms\":".formatted(index, checked.json(), attempts);
                String result = found.readLine();
                if (result == null || !result.startsWith(expected)) {
                    throw new IllegalStateException("result %d is %s instead of %s".formatted(index, result, expected));
                }
                index++;
            }
            String further = found.readLine();
            if (further != null) {
                throw new IllegalStateException("there is a result after the last: " + further);
            }
        }
        return index;
    }

    private static double cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
