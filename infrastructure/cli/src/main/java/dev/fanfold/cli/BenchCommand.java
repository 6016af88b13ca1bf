package dev.fanfold.cli;

import dev.fanfold.cli.application.ApplicationOptions;
import dev.fanfold.cli.application.EndedJob;
import dev.fanfold.cli.text.Figures;
import dev.fanfold.engine.arrival.JobOptions;
import dev.fanfold.engine.arrival.JobRequest;
import dev.fanfold.messages.Json;
import dev.fanfold.messages.OptionText;
import dev.fanfold.workload.InvalidInputException;
import dev.fanfold.workload.JobSettings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `fanfold bench`: measures what Fanfold itself costs per task.
///
/// The time to start the local cloud is printed, but not included in the other figures.
@Command(
        name = "bench",
        description =
                "Measures what Fanfold itself costs, with tasks that do nothing (noop) or only wait (sleep).")
final class BenchCommand implements Callable<Integer> {
    private final CommandContext context;
    @ParentCommand private Fanfold fanfold = new Fanfold();

    @Parameters(paramLabel = "noop|sleep", description = "What the tasks do.")
    private String workload = "";

    @Option(
            names = "--tasks",
            paramLabel = "N",
            description = "How many tasks; by default ${DEFAULT-VALUE}.")
    private String tasks = "10000";

    @Option(
            names = "--pack",
            paramLabel = "N",
            description = "Maximum tasks in one message; by default ${DEFAULT-VALUE}.")
    private String pack = "10";

    @Option(
            names = "--each",
            paramLabel = "TIME",
            description = "How long a task of sleep waits, such as 200ms; by default 1s.")
    private @Nullable String each;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Maximum number of concurrent workers, 2 to 1,000; by default that of the template.")
    private @Nullable String workers;

    @Mixin private TemplateOption templateOption = new TemplateOption();

    @Option(names = "--json", description = "Print the figures as one JSON object.")
    private boolean json;

    BenchCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Path template = templateOption.or(context);
        Draft draft = Draft.of(request(), context.workloads().load(template), context.files());
        if (draft.plan().tasks() == 0) {
            throw new InvalidInputException(
                    "--tasks is 0, so there is nothing to measure: give at least 1");
        }
        JobRequest request = draft.request();
        OptionalInt maxWorkers =
                workers == null ? OptionalInt.empty() : OptionalInt.of(request.options().workers());
        JobRun.Result run =
                new JobRun(context, fanfold.isVerbose())
                        .run(
                                request,
                                template,
                                ApplicationOptions.of(maxWorkers),
                                false,
                                (result, _) -> result);
        EndedJob endedJob = run.endedJob();
        if (json) {
            context.terminal().printJson(Json.write(figures(run)));
        } else {
            print(run);
        }
        endedJob.account()
                .problem()
                .ifPresent(problem -> context.terminal().say(problem.message()));
        return Exit.of(endedJob.job()).code();
    }

    private JobRequest request() {
        if (!workload.equals("noop") && !workload.equals("sleep")) {
            throw new InvalidInputException("bench runs noop or sleep, not \"" + workload + "\"");
        }
        var settings = new LinkedHashMap<String, String>(Map.of("tasks", tasks));
        if (each != null) {
            if (!workload.equals("sleep")) {
                throw new InvalidInputException(
                        "--each applies to sleep only: leave it out for " + workload);
            }
            settings.put("millis", Long.toString(OptionText.duration("each", each).toMillis()));
        }
        var options = new LinkedHashMap<String, String>(Map.of("pack", pack));
        if (workers != null) {
            options.put("workers", workers);
        }
        JobOptions jobOptions = OptionText.read(options);
        return new JobRequest(workload, JobSettings.of(settings), jobOptions, null, "local", 0);
    }

    private static Map<String, Object> figures(JobRun.Result run) {
        EndedJob endedJob = run.endedJob();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("workload", endedJob.job().request().workload());
        figures.put("state", endedJob.job().state().name());
        figures.put("tasks", endedJob.account().tasks().done());
        figures.put("pack", endedJob.job().request().options().pack());
        figures.put("tasksPerSecond", rounded(tasksPerSecond(endedJob)));
        figures.put("cpuMillisPerTask", rounded(cpuMillisPerTask(endedJob)));
        figures.put("wallSeconds", seconds(endedJob.wall()));
        figures.put("cpuSeconds", seconds(endedJob.cpu()));
        figures.put("startSeconds", seconds(run.start()));
        figures.put("repairs", endedJob.account().repairs());
        return figures;
    }

    private void print(JobRun.Result run) {
        EndedJob endedJob = run.endedJob();
        line(
                "tasks",
                Figures.count(endedJob.account().tasks().done())
                        + " done, "
                        + Figures.of(endedJob.account().repairs(), "repair"));
        line("rate", String.format(Locale.ROOT, "%,.1f tasks/s", tasksPerSecond(endedJob)));
        line(
                "cpu",
                String.format(
                        Locale.ROOT,
                        "%.3f ms per task, %s in total",
                        cpuMillisPerTask(endedJob),
                        Figures.time(endedJob.cpu())));
        line("wall", Figures.time(endedJob.wall()));
        line("start", Figures.time(run.start()) + ", not included in the figures above");
        line("limit", endedJob.bottleneck().sentence());
    }

    private void line(String name, String text) {
        context.terminal().print(6, name, text);
    }

    private static double tasksPerSecond(EndedJob endedJob) {
        return endedJob.account().tasks().done() * 1e9 / Math.max(1, endedJob.wall().toNanos());
    }

    private static double cpuMillisPerTask(EndedJob endedJob) {
        return endedJob.cpu().toNanos() / 1e6 / Math.max(1, endedJob.account().tasks().done());
    }

    // To four significant digits.
    private static BigDecimal rounded(double figure) {
        return new BigDecimal(figure).round(new MathContext(4));
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3);
    }
}
