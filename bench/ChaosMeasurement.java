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
/// Compares every answer with that of a plain program. Prints figures, then errors; exits with 1 if there is an error,
/// or if the run with faults takes too long.
///
/// usage: `java -cp CLASSPATH ChaosMeasurement.java TEMPLATE FILE JOBS TASKS SEED MAX_RATIO`, where FILE is like
/// samples/flights.csv
public final class ChaosMeasurement {
    /// Longer than each invocation here, but short, so that messages of a killed worker are soon visible again.
    private static final Duration VISIBILITY = Duration.ofSeconds(20);

    /// The maximum of concurrent workers. With 250, as in the template, each would take minutes on this machine's few
    /// processors; with 64, the processors idle while workers wait to retry throttled calls.
    private static final String WORKERS = "128";

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private final Path template;
    private final ChaosJobs mix;

    private ChaosMeasurement(Path template, ChaosJobs mix) {
        this.template = template;
        this.mix = mix;
    }

    public static void main(String[] arguments) throws Exception {
        var mix = new ChaosJobs(Path.of(arguments[1]), Integer.parseInt(arguments[3]));
        var measurement = new ChaosMeasurement(Path.of(arguments[0]), mix);
        int jobs = Integer.parseInt(arguments[2]);
        long seed = Long.parseLong(arguments[4]);
        double max = Double.parseDouble(arguments[5]);
        System.err.println("warming up");
        measurement.run(Math.min(jobs, 5), Chaos.none());
        Run without = measurement.run(jobs, Chaos.none());
        System.err.println("seed " + seed);
        Run with = measurement.run(jobs, Chaos.of(seed));
        double ratio = (double) with.wall.toNanos() / without.wall.toNanos();
        measurement.print(jobs, seed, without, with, ratio);
        List<String> wrong = new ArrayList<>(without.wrong);
        wrong.addAll(with.wrong);
        if (ratio > max) {
            wrong.add("the run with faults takes %.2f times as long, more than %s".formatted(ratio, max));
        }
        with.faultInjector.counts().forEach((kind, count) -> {
            if (count.faults() == 0) {
                wrong.add("no fault of the kind %s happened in %,d chances: use another seed".formatted(kind, count.chances()));
            }
        });
        wrong.forEach(System.out::println);
        System.out.println(wrong.size() + " wrong");
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private void print(int jobs, long seed, Run without, Run with, double ratio) {
        System.out.printf(Locale.ROOT, "jobs      %,d%ntasks     %,d%nseed      %d%n", jobs, jobs * mix.tasks(), seed);
        with.faultInjector.counts()
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
                without.repairs,
                with.repairs,
                without,
                with,
                ratio);
    }

    /// The results of all jobs.
    ///
    /// @param cpu processor seconds of this process
    /// @param busy for each function the mean number of busy environments
    private record Run(Duration wall, double cpu, Map<String, Double> busy, long repairs, FaultInjector faultInjector, List<String> wrong) {
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
            if (!run.wrong.isEmpty()) {
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
            s3.putObject(put -> put.bucket(bucket).key("chaos.csv"), RequestBody.fromFile(mix.file()));
        }
        URI input = URI.create("s3://" + bucket + "/chaos.csv");
        long begun = System.nanoTime();
        double cpuBefore = cpu();
        List<JobId> ids =
                IntStream.range(0, jobs).mapToObj(i -> dispatcher.submitAgain(mix.request(i, input)).job().id()).toList();
        await(ids, jobQueries);
        Duration wall = Duration.ofNanos(System.nanoTime() - begun);
        double cpu = cpu() - cpuBefore;
        var wrong = new ArrayList<String>();
        long repairs = 0;
        for (int i = 0; i < jobs; i++) {
            JobStatus jobStatus = jobQueries.status(ids.get(i)).orElseThrow();
            repairs += jobStatus.job().progress().repairs();
            mix.check(i, jobStatus, jobQueries, wrong);
        }
        return new Run(wall, cpu, busy(cloud, wall), repairs, cloud.faults(), wrong);
    }

    private static void await(List<JobId> ids, JobQueries jobQueries) throws InterruptedException {
        long begun = System.nanoTime();
        var open = new ArrayList<>(ids);
        while (!open.isEmpty() && System.nanoTime() - begun < PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(200);
            for (JobId id : List.copyOf(open)) {
                JobStatus now = jobQueries.status(id).orElseThrow();
                if (!now.job().isOpen()) {
                    open.remove(id);
                    System.err.printf(
                            Locale.ROOT,
                            "%6.1f s %s is %s, %d open%n",
                            (System.nanoTime() - begun) / 1e9,
                            now.job().request().workload(),
                            now.job().state(),
                            open.size());
                }
            }
        }
    }
}
