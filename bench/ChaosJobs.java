import dev.fanfold.cli.application.JobAnswer;
import dev.fanfold.engine.JobQueries;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.workload.JobSettings;
import dev.fanfold.engine.arrival.Tolerance;
import dev.fanfold.engine.job.State;
import dev.fanfold.documents.Account;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The jobs of the measurement and their expected answers.
///
/// Four kinds follow each other: two tabulate a file, one does nothing, one sleeps.
final class ChaosJobs {
    private static final List<String> GROUPS = List.of("carrier", "origin");
    private static final String MEASURE = "arr_delay";

    private final Path file;
    private final int tasks;
    private final long slice;
    private final int tabulateTasks;
    private final Map<String, Map<String, long[]>> expected = new LinkedHashMap<>();

    /// @param file a file like samples/flights.csv
    /// @param tasks the number of tasks per job
    ChaosJobs(Path file, int tasks) throws IOException {
        this.file = file;
        this.tasks = tasks;
        this.slice = Math.ceilDiv(Files.size(file), tasks);
        this.tabulateTasks = (int) Math.ceilDiv(Files.size(file), slice);
        for (String group : GROUPS) {
            expected.put(group, compute(group));
        }
    }

    Path file() {
        return file;
    }

    int tasks() {
        return tasks;
    }

    /// The request of the job with this number.
    JobRequest request(int job, URI input) {
        var options = new JobOptions(Tolerance.NONE, JobOptions.DEFAULT_REJECT, 10, tabulates(job) ? slice : 0, 100, Duration.ofHours(1));
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

    private static boolean tabulates(int job) {
        return kind(job) < GROUPS.size();
    }

    private static JobRequest request(String workload, Map<String, String> settings, JobOptions options, URI input) {
        return new JobRequest(workload, JobSettings.of(settings), options, input, "chaos", 0);
    }

    /// Adds the errors of the job with this number to `errors`.
    void check(int job, JobStatus jobStatus, JobQueries jobQueries, List<String> errors) {
        Account account = Account.of(jobStatus.job(), jobStatus.fold());
        int planned = tabulates(job) ? tabulateTasks : tasks;
        if (jobStatus.job().state() != State.SUCCEEDED || account.tasks().done() != planned) {
            errors.add("job %d is %s with %d of %d tasks done: %s"
                    .formatted(job, jobStatus.job().state(), account.tasks().done(), planned, jobStatus.job().error()));
            return;
        }
        JobAnswer jobAnswer = JobAnswer.ofEnded(jobQueries, jobStatus);
        if (tabulates(job)) {
            checkTable(job, jobAnswer, errors);
            return;
        }
        String answer = new String(jobAnswer.result(), StandardCharsets.UTF_8);
        if (!answer.equals("{\"tasks\":" + tasks + "}")) {
            errors.add("job %d: %s instead of %d tasks".formatted(job, answer, tasks));
        }
    }

    private void checkTable(int job, JobAnswer jobAnswer, List<String> errors) {
        var rows = new TreeMap<String, String>();
        jobAnswer.table().orElseThrow().rows().forEach(row -> rows.put(row.getFirst(), String.join(" ", row.subList(1, 7))));
        var expectedRows = new TreeMap<String, String>();
        expected.get(GROUPS.get(kind(job))).forEach((key, figures) -> expectedRows.put(key, text(figures)));
        if (!rows.equals(expectedRows)) {
            errors.add("job %d: %s instead of %s; columns %s".formatted(job, rows, expectedRows, jobAnswer.table().get().columns()));
        }
    }

    private static String text(long[] figures) {
        return String.join(" ", Arrays.stream(figures).mapToObj(Long::toString).toList());
    }

    /// Computes the answer with a plain program: rows, values, missing values, sum, min and max of
    /// each group.
    private Map<String, long[]> compute(String group) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.getFirst().split(","));
        int key = header.indexOf(group);
        int measure = header.indexOf(MEASURE);
        var groups = new TreeMap<String, long[]>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            long[] figures = groups.computeIfAbsent(fields[key], _ -> new long[] {0, 0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE});
            figures[0]++;
            if (fields[measure].isEmpty() || fields[measure].equals("NA")) {
                figures[2]++;
            } else {
                long value = Long.parseLong(fields[measure]);
                figures[1]++;
                figures[3] += value;
                figures[4] = Math.min(figures[4], value);
                figures[5] = Math.max(figures[5], value);
            }
        }
        return groups;
    }
}
