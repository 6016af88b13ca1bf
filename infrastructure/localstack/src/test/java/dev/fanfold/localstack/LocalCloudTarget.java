package dev.fanfold.localstack;

import static java.util.stream.Collectors.toSet;

import dev.fanfold.local.LocalCloud;
import dev.fanfold.local.LocalOptions;
import dev.fanfold.local.code.FunctionCode;
import dev.fanfold.template.Aws;
import dev.fanfold.template.Source;
import dev.fanfold.template.Templates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The template on the local cloud, in this JVM.
final class LocalCloudTarget implements Target {
    private final Set<Thread> threadsBefore = nonDaemonThreads();
    private final Path template;
    private final Path data;
    private final LocalCloud cloud;
    private final S3Client s3;
    private final SqsClient sqs;
    private final DynamoDbClient dynamodb;

    LocalCloudTarget(Path template, Map<String, String> parameters, Path data) {
        this.template = template;
        this.data = data;
        LocalOptions options =
                LocalOptions.defaults()
                        .code(FunctionCode.classPath())
                        .data(data)
                        .schedule(new LocalOptions.Schedule.Every(Duration.ofSeconds(1)));
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            options = options.parameter(parameter.getKey(), parameter.getValue());
        }
        cloud = LocalCloud.start(template, options);
        s3 = cloud.clients().s3();
        sqs = cloud.clients().sqs();
        dynamodb = cloud.clients().dynamodb();
    }

    @Override
    public Map<String, String> sdk() {
        return Map.of(
                "AWS_REGION",
                Aws.REGION,
                "AWS_ACCESS_KEY_ID",
                Aws.ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                Aws.SECRET_KEY,
                "AWS_ENDPOINT_URL_SQS",
                cloud.endpoints().sqs().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB",
                cloud.endpoints().dynamodb().toString(),
                "AWS_ENDPOINT_URL_S3",
                cloud.endpoints().s3().toString());
    }

    @Override
    public Map<String, String> outputs() {
        return cloud.outputs();
    }

    @Override
    public URI api() {
        return URI.create(cloud.output("ApiUrl"));
    }

    @Override
    public S3Client s3() {
        return s3;
    }

    @Override
    public SqsClient sqs() {
        return sqs;
    }

    @Override
    public DynamoDbClient dynamodb() {
        return dynamodb;
    }

    @Override
    public Duration schedule() {
        return Templates.read(template, Map.of(), queue -> queue).functions().stream()
                .flatMap(function -> function.sources().stream())
                .filter(Source.OfSchedule.class::isInstance)
                .map(source -> ((Source.OfSchedule) source).rate())
                .findAny()
                .orElseThrow();
    }

    /// Waits for two rounds of the keeper, which runs every second.
    ///
    /// The round that ends next may have started before this call.
    @Override
    public void runKeeper() {
        long completed = completedRounds();
        Application.until("the keeper has run").until(() -> completedRounds() > completed + 1);
    }

    private long completedRounds() {
        return cloud.functions().stream()
                .filter(function -> function.id().equals("Keeper"))
                .findAny()
                .orElseThrow()
                .invocations();
    }

    @Override
    public List<String> delete() {
        List<URI> servers =
                List.of(
                        cloud.endpoints().sqs(),
                        cloud.endpoints().dynamodb(),
                        cloud.endpoints().s3());
        close();
        List<String> remaining = new ArrayList<>();
        servers.stream()
                .filter(LocalCloudTarget::accepts)
                .map(URI::toString)
                .forEach(remaining::add);
        nonDaemonThreads().stream()
                .filter(thread -> !threadsBefore.contains(thread))
                .map(Thread::toString)
                .forEach(remaining::add);
        Path scratch = data.resolve("scratch");
        if (Files.exists(scratch)) {
            remaining.add(scratch.toString());
        }
        return remaining;
    }

    private static boolean accepts(URI server) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /// The threads that would keep the JVM running, without those of JUnit.
    private static Set<Thread> nonDaemonThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && !thread.getName().startsWith("junit"))
                .collect(toSet());
    }

    @Override
    public void close() {
        s3.close();
        sqs.close();
        dynamodb.close();
        cloud.close();
    }
}
