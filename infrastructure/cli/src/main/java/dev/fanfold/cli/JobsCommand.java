package dev.fanfold.cli;

import dev.fanfold.cli.text.TextTable;
import dev.fanfold.documents.Account;
import dev.fanfold.engine.JobQueries.JobStatus;
import dev.fanfold.engine.job.Job;
import dev.fanfold.engine.job.State;
import dev.fanfold.messages.Json;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Table;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `fanfold jobs`: lists the jobs of an application.
@Command(
        name = "jobs",
        description =
                "Lists jobs, newest first, whether they were started by an upload, a command or the API.")
final class JobsCommand implements Callable<Integer> {
    private static final int MAX_LIMIT = 10_000;
    private static final List<String> COLUMNS =
            List.of("job", "workload", "state", "created", "tasks", "owner", "input");
    private final CommandContext context;
    @Mixin private TargetOptions targetOptions = new TargetOptions();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "Only jobs in this state, such as running or failed; may be repeated.")
    private @Nullable Set<State> states;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Maximum number of jobs; by default ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Option(names = "--json", description = "Print the jobs as one JSON document.")
    private boolean json;

    JobsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("--limit is 1 to " + MAX_LIMIT + ", not " + limit);
        }
        // One more than the limit shows whether there are more.
        List<JobStatus> jobs =
                new DeployedJobs(context, targetOptions)
                        .deployment()
                        .jobQueries()
                        .newest(states == null ? EnumSet.allOf(State.class) : states)
                        .limit(limit + 1L)
                        .toList();
        List<JobStatus> page = jobs.subList(0, Math.min(limit, jobs.size()));
        boolean hasMore = jobs.size() > limit;
        if (json) {
            context.terminal().printJson(Json.write(document(page, hasMore)));
            return Exit.SUCCESS.code();
        }
        List<List<String>> rows = page.stream().map(JobsCommand::row).toList();
        new TextTable(new Table(COLUMNS, rows), limit).print(context.terminal());
        if (hasMore) {
            context.terminal().say("older jobs are not shown: --limit N shows more");
        }
        return Exit.SUCCESS.code();
    }

    private static List<String> row(JobStatus jobStatus) {
        Job job = jobStatus.job();
        return List.of(
                job.id().value(),
                job.request().workload(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.created().truncatedTo(ChronoUnit.SECONDS).toString(),
                tasks(jobStatus),
                job.request().owner(),
                job.request().input() == null ? "" : job.request().input().toString());
    }

    // Empty if no round of the job is planned yet.
    private static String tasks(JobStatus jobStatus) {
        if (jobStatus.job().plan() == null && jobStatus.job().round().number() == 0) {
            return "";
        }
        Account.Tasks tasks = Account.of(jobStatus.job(), jobStatus.fold()).tasks();
        String lost =
                tasks.lost() == 0 ? "" : String.format(Locale.ROOT, " (%,d lost)", tasks.lost());
        return String.format(Locale.ROOT, "%,d of %,d%s", tasks.done(), tasks.planned(), lost);
    }

    private static Map<String, Object> document(List<JobStatus> page, boolean hasMore) {
        var members = new LinkedHashMap<String, Object>();
        members.put("jobs", page.stream().map(JobsCommand::members).toList());
        members.put("more", hasMore);
        return members;
    }

    private static Map<String, Object> members(JobStatus jobStatus) {
        Job job = jobStatus.job();
        Account.Tasks tasks = Account.of(job, jobStatus.fold()).tasks();
        var members = new LinkedHashMap<String, Object>();
        members.put("id", job.id().value());
        members.put("workload", job.request().workload());
        members.put("state", job.state().name());
        members.put("created", job.created().toString());
        members.put("changed", job.changed().toString());
        members.put(
                "tasks",
                Map.of("planned", tasks.planned(), "done", tasks.done(), "lost", tasks.lost()));
        members.put("owner", job.request().owner());
        if (job.request().input() != null) {
            members.put("input", job.request().input().toString());
        }
        return members;
    }
}
