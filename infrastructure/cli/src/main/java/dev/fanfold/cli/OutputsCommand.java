package dev.fanfold.cli;

import dev.fanfold.cli.text.TextTable;
import dev.fanfold.engine.NamePattern;
import dev.fanfold.engine.arrival.JobId;
import dev.fanfold.messages.Json;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.Outputs.Output;
import dev.fanfold.workload.Table;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fanfold outputs`: lists the outputs of a job, or copies them to this machine.
@Command(
        name = "outputs",
        description =
                "Lists the outputs of a job that count, as far as the job has got, ordered by round, task and name. With --get, copies them to this machine instead.")
final class OutputsCommand implements Callable<Integer> {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100_000;
    private static final List<String> COLUMNS = List.of("round", "task", "name", "bytes", "sha256");
    private final CommandContext context;
    @Mixin private TargetOptions targetOptions = new TargetOptions();

    @Parameters(paramLabel = "JOB", description = "The job's id, as submit prints it.")
    private String job = "";

    @Option(
            names = "--name",
            paramLabel = "GLOB",
            description =
                    "Only outputs with this name. * stands for any characters, ? for one; quote them for the shell.")
    private @Nullable String name;

    @Option(
            names = "--get",
            paramLabel = "DIR",
            description =
                    "Copy the outputs to DIR/<round>/<task>/<name>, and check their lengths and hashes. Complete files are not copied again, and a file with other bytes is not overwritten. If the command is interrupted, the same command continues; until then, a part is in <name>.<hash>.part.")
    private @Nullable Path directory;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Maximum number of outputs to list; by default 20.")
    private @Nullable Integer limit;

    @Option(names = "--json", description = "Print the list as one JSON document.")
    private boolean json;

    OutputsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        JobId id = DeployedJobs.id(job);
        Optional<NamePattern> names = Optional.ofNullable(name).map(OutputsCommand::pattern);
        checkOptions();
        var deployedJobs = new DeployedJobs(context, targetOptions);
        JobOutputs outputs = deployedJobs.outputs(deployedJobs.status(id));
        return (directory == null ? list(outputs, names) : copy(outputs, directory, names)).code();
    }

    private static NamePattern pattern(String glob) {
        if (glob.isEmpty()) {
            throw new InvalidInputException(
                    "--name is empty: give a name or a pattern such as \"*.csv\"");
        }
        if (glob.contains("/") || glob.contains("\\")) {
            throw new InvalidInputException(
                    "--name \"%s\" matches nothing, because the name of an output has no slashes: give only a name or a pattern such as \"*.csv\""
                            .formatted(glob));
        }
        return new NamePattern(glob);
    }

    private void checkOptions() {
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw new InvalidInputException("--limit is 1 to " + MAX_LIMIT + ", not " + limit);
        }
        if (directory != null) {
            if (limit != null || json) {
                throw new InvalidInputException(
                        "--get copies the outputs and prints no list: leave it out, or leave %s out"
                                .formatted(json ? "--json" : "--limit"));
            }
            Directory.make("--get", directory);
            Directory.probe("--get", directory);
        }
    }

    private Exit copy(JobOutputs outputs, Path target, Optional<NamePattern> names) {
        try (var _ = InterruptibleWork.ofThisThread()) {
            return copyUntilStopped(outputs, target, names) ? Exit.SUCCESS : Exit.FAILURE;
        }
    }

    private boolean copyUntilStopped(JobOutputs outputs, Path target, Optional<NamePattern> names) {
        try {
            return outputs.copy(target, names);
        } catch (InterruptedException e) {
            context.terminal().say("stopped: the same command continues");
            return false;
        }
    }

    private Exit list(JobOutputs outputs, Optional<NamePattern> names) {
        int max = limit == null ? DEFAULT_LIMIT : limit;
        // One more than the maximum shows whether there are more.
        List<Output> found = outputs.list(names).limit(max + 1L).toList();
        List<Output> page = found.subList(0, Math.min(max, found.size()));
        boolean hasMore = found.size() > max;
        if (json) {
            context.terminal().printJson(Json.write(document(page, hasMore)));
            return Exit.SUCCESS;
        }
        if (page.isEmpty()) {
            outputs.sayNone(names);
            return Exit.SUCCESS;
        }
        List<List<String>> rows = page.stream().map(OutputsCommand::row).toList();
        new TextTable(new Table(COLUMNS, rows), max).print(context.terminal());
        if (hasMore) {
            context.terminal()
                    .say(
                            "further outputs are not shown: --limit N shows more, --get DIR copies all");
        }
        return Exit.SUCCESS;
    }

    private static List<String> row(Output output) {
        return List.of(
                Integer.toString(output.round()),
                Integer.toString(output.task()),
                output.name(),
                Long.toString(output.bytes()),
                output.sha256());
    }

    private static Map<String, Object> document(List<Output> page, boolean hasMore) {
        var members = new LinkedHashMap<String, Object>();
        members.put("outputs", page.stream().map(OutputsCommand::members).toList());
        members.put("more", hasMore);
        return members;
    }

    private static Map<String, Object> members(Output output) {
        var members = new LinkedHashMap<String, Object>();
        members.put("round", output.round());
        members.put("task", output.task());
        members.put("name", output.name());
        members.put("bytes", output.bytes());
        members.put("sha256", output.sha256());
        return members;
    }
}
