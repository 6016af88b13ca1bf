package dev.fanfold.cli;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.Settings;
import dev.fanfold.aws.lambda.Journal;
import dev.fanfold.cli.deployed.LocalClouds;
import dev.fanfold.cli.text.Figures;
import dev.fanfold.cli.text.Terminal;
import dev.fanfold.engine.port.JobStore.StalledJob;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Definitions;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.application.Deadlines;
import dev.fanfold.local.application.LocalEnvironment;
import dev.fanfold.template.TemplateException;
import dev.fanfold.workload.Definition;
import dev.fanfold.workload.InvalidInputException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `fanfold local`: serves the local cloud to any AWS client until Ctrl-C.
@Command(name = "local", description = "Serves the local cloud to any AWS client until Ctrl-C.")
final class LocalCommand implements Callable<Integer> {
    private final CommandContext context;
    @ParentCommand private Fanfold fanfold = new Fanfold();

    @Mixin private TemplateOption templateOption = new TemplateOption();
    @Mixin private SecretFiles secrets = new SecretFiles();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep tables and objects in this directory; by default nothing is kept.")
    private @Nullable Path data;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A value for a parameter of the template; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    LocalCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (data != null) {
            Directory.make("--data", data);
        }
        Map<String, Path> secretFiles = secrets.files();
        Workloads workloads = context.workloads().load(templateOption.or(context));
        context.terminal().log("starting the local cloud ...");
        LocalCloud cloud = start(secretFiles);
        var localClouds = new LocalClouds(context.home());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(cloud, localClouds), "local cloud"));
        List<LocalClouds.Cloud> otherClouds = localClouds.all();
        Map<String, String> environment = LocalEnvironment.of(cloud);
        var thisCloud =
                new LocalClouds.Cloud(Optional.ofNullable(data), address(cloud), environment);
        localClouds.register(thisCloud);
        Ports ports = AwsPorts.of(Settings.dispatcher(environment), workloads);
        reportUnfinishedJobs(ports);
        printEndpoints(cloud, workloads.definitions());
        if (!otherClouds.isEmpty()) {
            context.terminal()
                    .say(
                            (otherClouds.size() + 1)
                                    + " local clouds are served now; other commands select this one with "
                                    + thisCloud);
        }
        try (var _ = Deadlines.start(ports, context.terminal()::log)) {
            context.terminal().print("serving until Ctrl-C");
            new CountDownLatch(1).await();
        }
        return Exit.SUCCESS.code();
    }

    private static void stop(LocalCloud cloud, LocalClouds localClouds) {
        try {
            localClouds.unregister();
        } finally {
            cloud.close();
        }
    }

    // The address of the first REST API, or of S3 if the template declares no API.
    private static String address(LocalCloud cloud) {
        return cloud.endpoints().apis().values().stream()
                .findFirst()
                .orElse(cloud.endpoints().s3())
                .toString();
    }

    // With --data, jobs are kept, but queues are in memory. So the messages of an earlier local
    // cloud are lost. The keeper finds its stalled jobs and sends their messages again.
    private void reportUnfinishedJobs(Ports ports) {
        try (Stream<StalledJob> open =
                ports.jobs().findOpen(Instant.EPOCH, ports.clock().instant())) {
            long count = open.count();
            if (count > 0) {
                context.terminal()
                        .say(
                                Figures.of(count, "job")
                                        + " had not ended when the last local cloud stopped; messages that were in its queues are sent again within five minutes");
            }
        }
    }

    private LocalCloud start(Map<String, Path> secretFiles) {
        LocalOptions options =
                LocalOptions.defaults().code(context.workloads().code()).log(this::log);
        for (Map.Entry<String, Path> secret : secretFiles.entrySet()) {
            options = options.secret(secret.getKey(), secret.getValue());
        }
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            options = options.parameter(parameter.getKey(), parameter.getValue());
        }
        try {
            return LocalCloud.start(
                    context.workloads().read(templateOption.or(context)),
                    data == null ? options : options.data(data));
        } catch (TemplateException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()), e);
        }
    }

    // Without --verbose, the lines of level INFO are left out.
    private void log(String line) {
        if (fanfold.isVerbose() || Journal.isWarning(line)) {
            context.terminal().log(line);
        }
    }

    private void printEndpoints(LocalCloud cloud, Definitions definitions) {
        Terminal out = context.terminal();
        out.print("# for any AWS client");
        LocalEnvironment.sdk(cloud)
                .forEach((name, value) -> out.print("export " + name + "=" + value));
        out.print("");
        cloud.outputs().forEach((name, value) -> out.print(17, name, value));
        out.print("");
        uploads(definitions, cloud.output("InboxBucket")).forEach(out::print);
        out.print("# to list jobs, and to look at the queue");
        out.print("./fanfold jobs");
        out.print(
                "aws sqs get-queue-attributes --attribute-names All --queue-url "
                        + cloud.output("DispatchQueueUrl"));
        out.print("");
        cloud.endpoints().apis().values().forEach(api -> printApi(out, api));
    }

    /// An example of uploads that start a job, for the first workload that reads an input; empty if
    /// there is none.
    static List<String> uploads(Definitions definitions, String bucket) {
        return definitions.all().stream()
                .filter(Definition::readsInput)
                .findFirst()
                .map(workload -> "s3://%s/%s/mine/".formatted(bucket, workload.name()))
                .map(folder ->
                        List.of(
                                "# to start a job, upload its settings, then its input",
                                "aws s3 cp settings.json " + folder,
                                "aws s3 cp FILE " + folder,
                                ""))
                .orElse(List.of());
    }

    private static void printApi(Terminal out, URI api) {
        out.print(
                "# the REST API, its OpenAPI document, and a signed request (the access key is the caller's name)");
        out.print("api " + api);
        out.print("curl " + api.resolve("/openapi.json"));
        out.print(
                "curl --aws-sigv4 aws:amz:us-east-1:execute-api --user me:any "
                        + api
                        + "/workloads");
        out.print("");
    }
}
