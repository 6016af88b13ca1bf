import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.cli.line.Answer;
import dev.fanfold.cli.line.LocalEnvironment;
import dev.fanfold.engine.Dispatcher;
import dev.fanfold.engine.Inquiries;
import dev.fanfold.engine.Inquiries.Standing;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.engine.arrival.JobSettings;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.job.State;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.fault.Faults;
import dev.fanfold.local.meter.Meter.Unit;
import dev.fanfold.messages.Account;
import dev.fanfold.messages.SettingsJson;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Runs the same jobs on a local cloud without faults and on one with them, and compares every answer with the plain
/// program's. Prints what was found, wrong results last; ends with 1 if there are any or faults cost too much time.
///
/// usage: `java -cp CLASSPATH Chaos.java TEMPLATE FILE JOBS TASKS SEED MOST_RATIO`, FILE being like samples/flights.csv
public final class Chaos {
    /// More than the longest invocation takes here, and short enough that what a killed worker held is soon back.
    private static final Duration VISIBILITY = Duration.ofSeconds(20);

    /// Workers at once: 250, as in the template, would share this machine's few processors, and each take minutes;
    /// with 64 the processors stand idle while workers wait to make throttled calls again.
    private static final String WORKERS = "128";

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final List<String> GROUPS = List.of("carrier", "origin");
    private static final String MEASURE = "arr_delay";

    private final Path template;
    private final Path file;
    private final int tasks;
    private final long slice;
    private final int slices;
    private final Map<String, Map<String, long[]>> plain = new LinkedHashMap<>();

    private Chaos(Path template, Path file, int tasks) throws IOException {
        this.template = template;
        this.file = file;
        this.tasks = tasks;
        this.slice = Math.ceilDiv(Files.size(file), tasks);
        this.slices = (int) Math.ceilDiv(Files.size(file), slice);
        for (String group : GROUPS) {
            plain.put(group, plain(group));
        }
    }

    public static void main(String[] arguments) throws Exception {
        var chaos = new Chaos(Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[3]));
        int jobs = Integer.parseInt(arguments[2]);
        long seed = Long.parseLong(arguments[4]);
        double most = Double.parseDouble(arguments[5]);
        System.err.println("warming up");
        chaos.run(Math.min(jobs, 5), dev.fanfold.local.fault.Chaos.none());
        Run without = chaos.run(jobs, dev.fanfold.local.fault.Chaos.none());
        System.err.println("seed " + seed);
        Run with = chaos.run(jobs, dev.fanfold.local.fault.Chaos.of(seed));
        double ratio = (double) with.wall.toNanos() / without.wall.toNanos();
        chaos.print(jobs, seed, without, with, ratio);
        List<String> wrong = new ArrayList<>(without.wrong);
        wrong.addAll(with.wrong);
        if (ratio > most) {
            wrong.add("with faults it takes %.2f times as long, more than %s".formatted(ratio, most));
        }
        with.faults.counts().forEach((kind, count) -> {
            if (count.faults() == 0) {
                wrong.add("no fault struck of the kind " + kind);
            }
        });
        wrong.forEach(System.out::println);
        System.out.println(wrong.size() + " wrong");
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private void print(int jobs, long seed, Run without, Run with, double ratio) {
        System.out.printf(Locale.ROOT, "jobs      %,d%ntasks     %,d%nseed      %d%n", jobs, jobs * tasks, seed);
        with.faults.counts()
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

    /// What the jobs came to.
    ///
    /// @param cpu seconds of this process
    /// @param busy for each function how many of its environments were at work in the mean
    private record Run(Duration wall, double cpu, Map<String, Double> busy, long repairs, Faults faults, List<String> wrong) {
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

    private Run run(int jobs, dev.fanfold.local.fault.Chaos faults) throws Exception {
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
        var ports = AwsPorts.of(Settings.dispatcher(LocalEnvironment.of(cloud)), Workloads.discovered());
        var dispatcher = new Dispatcher(ports, SettingsJson::parse);
        var inquiries = new Inquiries(ports);
        String bucket = cloud.output("ResultsBucket");
        try (S3Client s3 = cloud.clients().s3()) {
            s3.putObject(put -> put.bucket(bucket).key("chaos.csv"), RequestBody.fromFile(file));
        }
        URI input = URI.create("s3://" + bucket + "/chaos.csv");
        long begun = System.nanoTime();
        double cpuBefore = cpu();
        List<JobId> ids =
                IntStream.range(0, jobs).mapToObj(i -> dispatcher.submitAgain(request(i, input)).job().id()).toList();
        await(ids, inquiries);
        Duration wall = Duration.ofNanos(System.nanoTime() - begun);
        double cpu = cpu() - cpuBefore;
        var wrong = new ArrayList<String>();
        long repairs = 0;
        for (int i = 0; i < jobs; i++) {
            Standing standing = inquiries.of(ids.get(i)).orElseThrow();
            repairs += standing.job().progress().repairs();
            check(i, standing, inquiries, wrong);
        }
        return new Run(wall, cpu, busy(cloud, wall), repairs, cloud.faults(), wrong);
    }

    private JobRequest request(int job, URI input) {
        var options = new JobOptions(Tolerance.NONE, 10, kind(job) < GROUPS.size() ? slice : 0, 100, Duration.ofHours(1));
        return switch (kind(job)) {
            case 2 -> request("noop", Map.of("tasks", "" + tasks), options, null);
            case 3 -> request("sleep", Map.of("tasks", "" + tasks, "millis", "100"), options, null);
            default -> request("tabulate", tabulation(kind(job)), options, input);
        };
    }

    private static Map<String, String> tabulation(int group) {
        return Map.of("group-by", GROUPS.get(group), "measure", MEASURE);
    }

    private static int kind(int job) {
        return job % (GROUPS.size() + 2);
    }

    private static JobRequest request(String workload, Map<String, String> settings, JobOptions options, URI input) {
        return new JobRequest(workload, JobSettings.of(settings), options, input, "chaos", 0);
    }

    private static void await(List<JobId> ids, Inquiries inquiries) throws InterruptedException {
        long begun = System.nanoTime();
        var open = new ArrayList<>(ids);
        while (!open.isEmpty() && System.nanoTime() - begun < PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(200);
            for (JobId id : List.copyOf(open)) {
                Standing now = inquiries.of(id).orElseThrow();
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

    private void check(int job, Standing standing, Inquiries inquiries, List<String> wrong) {
        Account account = Account.of(standing.job(), standing.fold());
        int planned = kind(job) >= GROUPS.size() ? tasks : slices;
        if (standing.job().state() != State.SUCCEEDED || account.tasks().done() != planned) {
            wrong.add("job %d is %s with %d of %d tasks done: %s"
                    .formatted(job, standing.job().state(), account.tasks().done(), planned, standing.job().error()));
            return;
        }
        Answer answer = Answer.ofEnded(inquiries, standing);
        String got = new String(answer.result(), StandardCharsets.UTF_8);
        if (kind(job) >= GROUPS.size()) {
            if (!got.equals("{\"tasks\":" + tasks + "}")) {
                wrong.add("job %d: %s instead of %d tasks".formatted(job, got, tasks));
            }
            return;
        }
        var rows = new TreeMap<String, String>();
        answer.table().orElseThrow().rows().forEach(row -> rows.put(row.getFirst(), String.join(" ", row.subList(1, 7))));
        var exact = new TreeMap<String, String>();
        plain.get(GROUPS.get(kind(job))).forEach((key, figures) -> exact.put(key, text(figures)));
        if (!rows.equals(exact)) {
            wrong.add("job %d: %s instead of %s; columns %s".formatted(job, rows, exact, answer.table().get().columns()));
        }
    }

    private static String text(long[] figures) {
        return String.join(" ", java.util.Arrays.stream(figures).mapToObj(Long::toString).toList());
    }

    /// What anybody would write: rows, values, missing values, sum, min, max, of each group.
    private Map<String, long[]> plain(String group) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.getFirst().split(","));
        int key = header.indexOf(group);
        int measure = header.indexOf(MEASURE);
        var groups = new TreeMap<String, long[]>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            long[] found = groups.computeIfAbsent(fields[key], _ -> new long[] {0, 0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE});
            found[0]++;
            if (fields[measure].isEmpty() || fields[measure].equals("NA")) {
                found[2]++;
            } else {
                long value = Long.parseLong(fields[measure]);
                found[1]++;
                found[3] += value;
                found[4] = Math.min(found[4], value);
                found[5] = Math.max(found[5], value);
            }
        }
        return groups;
    }
}
