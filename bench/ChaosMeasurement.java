import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.cli.application.TemplateWorkloads;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.local.fault.Chaos;
import dev.fanfold.local.fault.FaultInjector;
import dev.fanfold.local.meter.Meter.Unit;
import dev.fanfold.messages.SettingsJson;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Runs the same jobs on a local cloud without faults and on one with faults.
///
/// It compares every answer with that of a plain program, and prints figures, then errors. It exits
/// with 1 if there is an error, or if the run with faults takes more than MAX_RATIO times as long.
///
/// usage: `java -cp CLASSPATH ChaosMeasurement.java TEMPLATE FILE JOBS TASKS SEED MAX_RATIO`, where
/// FILE is like samples/flights.csv
public final class ChaosMeasurement {
    /// The visibility timeout: longer than every invocation of these jobs, but short, so that the
    /// messages of a killed worker are soon visible again.
    private static final Duration VISIBILITY = Duration.ofSeconds(20);

    /// The maximum number of concurrent workers. With 250, as in the template, each would take
    /// minutes on the few processors of this machine. With 64, the processors would be idle while
    /// workers wait to retry throttled calls.
    private static final String WORKERS = "128";

    private static final Duration MAX_WAIT = Duration.ofMinutes(20);
    private final Path template;
    private final ChaosJobs jobMix;

    private ChaosMeasurement(Path template, ChaosJobs jobMix) {
        this.template = template;
        this.jobMix = jobMix;
    }

    public static void main(String[] arguments) throws Exception {
        var jobMix = new ChaosJobs(Path.of(arguments[1]), Integer.parseInt(arguments[3]));
        var measurement = new ChaosMeasurement(Path.of(arguments[0]), jobMix);
        int jobs = Integer.parseInt(arguments[2]);
        long seed = Long.parseLong(arguments[4]);
        double maxRatio = Double.parseDouble(arguments[5]);
        System.err.println("warming up");
        measurement.run(Math.min(jobs, 5), Chaos.none());
        Run withoutFaults = measurement.run(jobs, Chaos.none());
        System.err.println("seed " + seed);
        Run withFaults = measurement.run(jobs, Chaos.of(seed));
        double ratio = (double) withFaults.wall.toNanos() / withoutFaults.wall.toNanos();
        measurement.print(jobs, seed, withoutFaults, withFaults, ratio);
        List<String> errors = new ArrayList<>(withoutFaults.errors);
        errors.addAll(withFaults.errors);
        if (ratio > maxRatio) {
            errors.add("the run with faults takes %.2f times as long, more than %s".formatted(ratio, maxRatio));
        }
        withFaults.faultInjector.counts().forEach((kind, count) -> {
            if (count.faults() == 0) {
                errors.add("no fault of the kind %s happened in %,d chances: use another seed".formatted(kind, count.chances()));
            }
        });
        errors.forEach(System.out::println);
        System.out.println(errors.size() + " wrong");
        System.exit(errors.isEmpty() ? 0 : 1);
    }

    private void print(int jobs, long seed, Run withoutFaults, Run withFaults, double ratio) {
        System.out.printf(Locale.ROOT, "jobs      %,d%ntasks     %,d%nseed      %d%n", jobs, jobs * jobMix.tasks(), seed);
        withFaults.faultInjector.counts()
                .forEach((kind, count) -> System.out.printf(
                        Locale.ROOT,
                        "%-12s %,9d of %,9d = %.1f %%%n",
                        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        count.faults(),
                        count.chances(),
                        100.0 * count.faults() / Math.max(1, count.chances())));
        System.out.printf(
                Locale.ROOT,
                "repairs   %,d without faults, %,d with%nwithout   %s%nwith      %s%nwall      %.2f times%n",
                withoutFaults.repairs,
                withFaults.repairs,
                withoutFaults,
                withFaults,
                ratio);
    }

    /// The results of all jobs.
    ///
    /// @param cpu processor seconds of this process
    /// @param busy the mean number of busy environments of each function
    private record Run(Duration wall, double cpu, Map<String, Double> busy, long repairs, FaultInjector faultInjector, List<String> errors) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f s, %.1f CPU-s, busy %s", wall.toMillis() / 1e3, cpu, busy);
        }
    }

    private static double cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private static Map<String, Double> busy(LocalCloud cloud, Duration wall) {
        var busy = new TreeMap<String, Double>();
        cloud.meter().snapshot().forEach((use, count) -> {
            if (use.unit() == Unit.MILLISECONDS) {
                busy.put(use.function(), Math.round(10.0 * count / wall.toMillis()) / 10.0);
            }
        });
        return busy;
    }

    private Run run(int jobs, Chaos faults) throws Exception {
        var log = new ConcurrentLinkedQueue<String>();
        LocalOptions options =
                LocalOptions.defaults()
                        .visibility(VISIBILITY)
                        .parameter("WorkerConcurrency", WORKERS)
                        .chaos(faults)
                        .log(log::add);
        try (LocalCloud cloud = LocalCloud.start(template, options)) {
            Run run = run(jobs, cloud);
            if (!run.errors.isEmpty()) {
                log.forEach(System.err::println);
            }
            return run;
        }
    }

    private Run run(int jobs, LocalCloud cloud) throws Exception {
        var ports = AwsPorts.of(Settings.dispatcher(LocalEnvironment.of(cloud)), new TemplateWorkloads(FunctionCode.declared()).load(template));
        var dispatcher = new Dispatcher(ports, SettingsJson::parse);
        var jobQueries = new JobQueries(ports);
        String bucket = cloud.output("ResultsBucket");
        try (S3Client s3 = cloud.clients().s3()) {
            s3.putObject(put -> put.bucket(bucket).key("chaos.csv"), RequestBody.fromFile(jobMix.file()));
        }
        URI input = URI.create("s3://" + bucket + "/chaos.csv");
        long started = System.nanoTime();
        double cpuBefore = cpu();
        List<JobId> ids =
                IntStream.range(0, jobs).mapToObj(i -> dispatcher.submitAgain(jobMix.request(i, input)).job().id()).toList();
        await(ids, jobQueries);
        Duration wall = Duration.ofNanos(System.nanoTime() - started);
        double cpu = cpu() - cpuBefore;
        var errors = new ArrayList<String>();
        long repairs = 0;
        for (int i = 0; i < jobs; i++) {
            JobStatus jobStatus = jobQueries.status(ids.get(i)).orElseThrow();
            repairs += jobStatus.job().progress().repairs();
            jobMix.check(i, jobStatus, jobQueries, errors);
        }
        return new Run(wall, cpu, busy(cloud, wall), repairs, cloud.faultInjector(), errors);
    }

    private static void await(List<JobId> ids, JobQueries jobQueries) throws InterruptedException {
        long started = System.nanoTime();
        var open = new ArrayList<>(ids);
        while (!open.isEmpty() && System.nanoTime() - started < MAX_WAIT.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(200);
            for (JobId id : List.copyOf(open)) {
                JobStatus status = jobQueries.status(id).orElseThrow();
                if (!status.job().isOpen()) {
                    open.remove(id);
                    System.err.printf(
                            Locale.ROOT,
                            "%6.1f s %s is %s, %d open%n",
                            (System.nanoTime() - started) / 1e9,
                            status.job().request().workload(),
                            status.job().state(),
                            open.size());
                }
            }
        }
    }
}
