package dev.fanfold.cli;

import dev.fanfold.aws.lambda.Journal;
import dev.fanfold.cli.deployed.Served;
import dev.fanfold.cli.line.LocalEnvironment;
import dev.fanfold.engine.arrival.InputFault;
import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.template.TemplateException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `fanfold local`: the local cloud for any AWS client.
@Command(name = "local", description = "Serves the local cloud until Ctrl-C, for any AWS client.")
final class LocalCommand implements Callable<Integer> {
    private final Surroundings here;
    @ParentCommand private Fanfold fanfold = new Fanfold();

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "The application to serve; by default Fanfold's own template.yaml.")
    private @Nullable Path template;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep tables and objects there; by default nothing is kept.")
    private @Nullable Path data;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the template's, instead of its default; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    LocalCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (data != null) {
            Directory.make("--data", data);
        }
        here.terminal().err().println("starting the local cloud ...");
        LocalCloud cloud = start();
        var served = new Served(here.home());
        if (served.environment().isPresent()) {
            here.terminal()
                    .say("another local cloud is served already; other commands find this one now");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cloud, served), "local cloud"));
        served.begin(LocalEnvironment.of(cloud));
        print(cloud);
        new CountDownLatch(1).await();
        return Exit.SUCCESS.code();
    }

    private static void stop(LocalCloud cloud, Served served) {
        served.end();
        cloud.close();
    }

    private LocalCloud start() {
        PrintStream log = here.terminal().err();
        LocalOptions options = LocalOptions.defaults().log(line -> print(log, line));
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            options = options.parameter(parameter.getKey(), parameter.getValue());
        }
        try {
            return LocalCloud.start(
                    template == null ? here.template() : template,
                    data == null ? options : options.data(data));
        } catch (TemplateException e) {
            throw new InputFault(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(PrintStream log, String line) {
        if (fanfold.isVerbose() || Journal.tellsOfTrouble(line)) {
            log.println(line);
        }
    }

    private void print(LocalCloud cloud) {
        PrintStream out = here.terminal().out();
        out.println("# for any AWS client");
        LocalEnvironment.sdk(cloud)
                .forEach((name, value) -> out.println("export " + name + "=" + value));
        out.println();
        cloud.outputs()
                .forEach((name, value) -> out.printf(Locale.ROOT, "%-17s %s%n", name, value));
        out.println();
        out.println(
                "# start a job: upload its settings, then its input; then see its row and its queue");
        String inbox = "s3://" + cloud.output("InboxBucket") + "/tabulate/mine/";
        out.println("aws s3 cp settings.json " + inbox);
        out.println("aws s3 cp flights.csv " + inbox);
        out.println("aws dynamodb scan --table-name " + cloud.output("JobsTable"));
        out.println(
                "aws sqs get-queue-attributes --attribute-names All --queue-url "
                        + cloud.output("DispatchQueueUrl"));
        out.println();
        cloud.endpoints().apis().values().forEach(api -> print(out, api));
        out.println("serving until Ctrl-C");
    }

    private static void print(PrintStream out, URI api) {
        out.println("# the REST API, its document, and a signed request: the key says who you are");
        out.println("api " + api);
        out.println("curl " + api.resolve("/openapi.json"));
        out.println(
                "curl --aws-sigv4 aws:amz:us-east-1:execute-api --user me:any "
                        + api
                        + "/workloads");
        out.println();
    }
}
