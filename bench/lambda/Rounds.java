import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.template.Function;
import dev.fanfold.template.Templates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// Runs the worker of a template as Lambda does, in several variants, on the tasks of a real job.
///
/// Queues, tables and objects are those of a local cloud, but this program invokes the functions.
/// It prints a line of figures for each variant and round.
///
/// usage: `java -cp CLASSPATH Rounds.java TEMPLATE FILE JDK RUNTIME UNPACKED ROUNDS`, where
/// TEMPLATE has no enabled mapping, RUNTIME has the jars of the runtime interface client, and
/// UNPACKED the content of the functions' zip
public final class Rounds {
    private static final String WORKLOAD_PACKAGE = "dev.fanfold.workloads.tabulate";
    private static final String SETTINGS =
            """
            {"group-by": "c1", "measure": "c2", "header": false, "separator": ";", "job": {"slice": "16MiB", "pack": 1}}
            """;

    private final LocalCloud cloud;
    private final Environment.Paths paths;
    private final Map<String, Function> functions;

    private Rounds(LocalCloud cloud, Path template, Environment.Paths paths) {
        this.cloud = cloud;
        this.paths = paths;
        this.functions = new java.util.HashMap<>();
        Templates.read(template, Map.of(), name -> cloud.endpoints().sqs() + "/000000000000/" + name)
                .functions()
                .forEach(function -> functions.put(function.id(), function));
    }

    public static void main(String[] arguments) throws Exception {
        Path template = Path.of(arguments[0]);
        var paths = new Environment.Paths(Path.of(arguments[2]), Path.of(arguments[3]), Path.of(arguments[4]));
        LocalOptions options = LocalOptions.defaults().schedule(new LocalOptions.Schedule.Off());
        try (LocalCloud cloud = LocalCloud.start(template, options)) {
            new Rounds(cloud, template, paths).run(Path.of(arguments[1]), Integer.parseInt(arguments[5]));
        }
    }

    private void run(Path file, int rounds) throws Exception {
        List<String> tasks = tasks(file);
        double megabytes = Files.size(file) / 1e6;
        Path cache = paths.unpacked().resolve("lambda.aot");
        measure(Variant.recording(cache), tasks.subList(0, 1), 1);
        for (int round = 1; round <= rounds; round++) {
            for (Variant variant : Variant.all(cache)) {
                System.out.println(measure(variant, tasks, megabytes));
            }
        }
    }

    private String measure(Variant variant, List<String> tasks, double megabytes) throws Exception {
        try (var environment = new Environment(variant, functions.get("Worker"), cloud, paths)) {
            RuntimeApi api = environment.api();
            api.awaitInit();
            Environment.Times started = environment.times();
            api.restore();
            api.invoke(tasks.getFirst());
            Environment.Times first = environment.times();
            // During the first pass the JVM compiles the hot methods. Only the second pass is
            // measured.
            for (String task : tasks) {
                api.invoke(task);
            }
            Environment.Times afterWarmup = environment.times();
            for (String task : tasks) {
                api.invoke(task);
            }
            Environment.Times warm = environment.times().minus(afterWarmup);
            if (variant.snapshot() && api.credentialRequests() == 0) {
                throw new IllegalStateException("restored, but no credentials were requested");
            }
            return String.format(
                    Locale.ROOT,
                    "%s\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%.3f\t%d\t%d",
                    variant.name(),
                    started.wall(),
                    started.cpu(),
                    first.minus(started).wall(),
                    first.minus(started).cpu(),
                    1000 * warm.wall() / megabytes,
                    1000 * warm.cpu() / megabytes,
                    environment.compiled(WORKLOAD_PACKAGE, 1) + environment.compiled(WORKLOAD_PACKAGE, 2) + environment.compiled(WORKLOAD_PACKAGE, 3),
                    environment.compiled(WORKLOAD_PACKAGE, 4));
        }
    }

    /// The events of a job over the file, with one task each. Reports are never folded here, so the
    /// job does not end and its tasks can be run repeatedly.
    private List<String> tasks(Path file) throws Exception {
        try (SqsClient sqs = cloud.clients().sqs()) {
            upload(file);
            // There is a message about the upload of the settings too, but it starts no job.
            List<String> uploads = receive(sqs, cloud.output("DispatchQueueUrl"), 2);
            Variant plain = Variant.all(paths.unpacked()).get(1);
            try (var dispatcher = new Environment(plain, functions.get("Dispatcher"), cloud, paths)) {
                dispatcher.api().awaitInit();
                for (String upload : uploads) {
                    dispatcher.api().invoke(upload);
                }
            }
            String work = cloud.output("Application") + "_general_work";
            return receive(sqs, sqs.getQueueUrl(request -> request.queueName(work)).queueUrl(), 0);
        }
    }

    private void upload(Path file) {
        String inbox = cloud.output("InboxBucket");
        try (S3Client s3 = cloud.clients().s3()) {
            s3.putObject(put -> put.bucket(inbox).key("tabulate/bench/settings.json"), RequestBody.fromString(SETTINGS));
            s3.putObject(put -> put.bucket(inbox).key("tabulate/bench/measurements.csv"), RequestBody.fromFile(file));
        }
    }

    /// Receives messages and converts each to an event.
    ///
    /// @param count the number of messages to wait for; 0 to receive until the queue is empty
    private static List<String> receive(SqsClient sqs, String queue, int count) {
        var events = new ArrayList<String>();
        for (int empty = 0; empty < 3 && (count == 0 || events.size() < count); empty++) {
            for (Message message :
                    sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(2)).messages()) {
                events.add(event(message));
                empty = -1;
            }
        }
        if (events.isEmpty()) {
            throw new IllegalStateException("no message arrived at " + queue);
        }
        return events;
    }

    private static String event(Message message) {
        String body = message.body().replace("\\", "\\\\").replace("\"", "\\\"");
        return """
                {"Records": [{"messageId": "%s", "receiptHandle": "r", "body": "%s", "messageAttributes": {},
                "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1767225600000"},
                "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:us-east-1:0:q", "awsRegion": "us-east-1"}]}
                """
                .formatted(message.messageId(), body);
    }
}
