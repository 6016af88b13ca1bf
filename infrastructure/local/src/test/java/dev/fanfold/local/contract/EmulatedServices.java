package dev.fanfold.local.contract;

import dev.fanfold.aws.AwsPorts;
import dev.fanfold.aws.SdkClients;
import dev.fanfold.aws.Settings;
import dev.fanfold.engine.port.OutputStore;
import dev.fanfold.engine.port.Ports;
import dev.fanfold.engine.work.Workloads;
import dev.fanfold.local.emulator.DynamoDbEmulator;
import dev.fanfold.local.emulator.S3Emulator;
import dev.fanfold.local.emulator.SqsEmulator;
import dev.fanfold.template.Aws;
import dev.fanfold.template.DeclaredResources;
import dev.fanfold.template.Queue;
import dev.fanfold.template.Templates;
import dev.fanfold.testkit.services.Difference;
import dev.fanfold.testkit.services.Services;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// The emulators of the three services, and the engine's ports on them.
///
/// They are started once for all contracts. Their tables are those of the templates.
final class EmulatedServices {
    static final String INBOX = "inbox";
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Aws.ACCESS_KEY, Aws.SECRET_KEY));
    private static @Nullable EmulatedServices instance;
    final SqsEmulator sqs;
    final DynamoDbEmulator dynamo;
    final S3Emulator s3;
    private int queues;

    private EmulatedServices() throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target"), "contracts");
        sqs = SqsEmulator.start();
        dynamo = DynamoDbEmulator.start(Optional.empty());
        s3 = S3Emulator.start(directory);
        s3.create(INBOX);
        s3.create("results");
        dynamo.create(table("Jobs", "jobs"));
        dynamo.create(table("Reports", "reports"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    static synchronized EmulatedServices get() {
        try {
            EmulatedServices running = instance == null ? new EmulatedServices() : instance;
            instance = running;
            return running;
        } catch (Exception e) {
            throw new IllegalStateException("the emulators do not start", e);
        }
    }

    /// The ports of a function with these environment variables.
    Ports ports(Map<String, String> environment) {
        return AwsPorts.of(Settings.dispatcher(environment), Workloads.of());
    }

    /// The outputs of a function with this environment.
    OutputStore outputs(Map<String, String> environment) {
        Settings settings = Settings.dispatcher(environment);
        S3Client client = new SdkClients(settings).s3();
        return AwsPorts.outputs(settings, () -> client);
    }

    /// The environment variables of a function that has its own queues.
    synchronized Map<String, String> environment() {
        int number = queues++;
        String application = "application-" + number;
        for (String name : List.of("work", "retry", "dead")) {
            sqs.create(queue(application + "_general_" + name, Optional.empty()));
        }
        sqs.create(queue("dispatchDead" + number, Optional.empty()));
        sqs.create(
                queue(
                        "dispatch" + number,
                        Optional.of(new Queue.Redrive("dispatchDead" + number, 5))));
        var environment = new HashMap<String, String>();
        environment.put("AWS_REGION", Aws.REGION);
        environment.put("AWS_ACCESS_KEY_ID", Aws.ACCESS_KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", Aws.SECRET_KEY);
        environment.put("AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
        environment.put("FANFOLD_JOBS_TABLE", "jobs");
        environment.put("FANFOLD_REPORTS_TABLE", "reports");
        environment.put("FANFOLD_RESULTS_BUCKET", "results");
        environment.put("FANFOLD_DISPATCH_QUEUE_URL", sqs.url("dispatch" + number));
        environment.put("FANFOLD_APPLICATION", application);
        return environment;
    }

    /// The URL of a queue of the general pool.
    ///
    /// @param name work, retry or dead
    String queueUrl(Map<String, String> environment, String name) {
        return sqs.url(environment.getOrDefault("FANFOLD_APPLICATION", "") + "_general_" + name);
    }

    /// Receives up to ten messages of a queue, deletes them and returns their bodies.
    List<String> take(String url) {
        try (SqsClient client = client()) {
            List<Message> messages =
                    client.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10))
                            .messages();
            messages.forEach(message ->
                    client.deleteMessage(request ->
                            request.queueUrl(url).receiptHandle(message.receiptHandle())));
            return messages.stream().map(Message::body).toList();
        }
    }

    private SqsClient client() {
        return plain(SqsClient.builder(), sqs.endpoint()).build();
    }

    /// The services themselves, accessed with plain clients.
    Services plain(List<Difference> differences) {
        return new Services(
                client(),
                plain(DynamoDbClient.builder(), dynamo.endpoint()).build(),
                plain(DynamoDbStreamsClient.builder(), dynamo.endpoint()).build(),
                objects(),
                differences);
    }

    private S3Client objects() {
        return plain(S3Client.builder().forcePathStyle(true), s3.endpoint()).build();
    }

    private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B plain(
            B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(Aws.REGION))
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create());
    }

    /// Puts an object with a plain client.
    void put(String bucket, String key, byte[] bytes) {
        try (S3Client client = objects()) {
            client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        }
    }

    private static Queue queue(String name, Optional<Queue.Redrive> redrive) {
        return new Queue(name, Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO, redrive);
    }

    /// The application's table under another name.
    private static CreateTableRequest table(String id, String name) {
        return Templates.read(
                        Path.of("../stacks/storage.yaml"),
                        Map.of("Application", "fanfold"),
                        queue -> queue)
                .tables()
                .stream()
                .map(DeclaredResources.Table::request)
                .filter(table -> table.tableName().endsWith("-" + id))
                .map(table -> table.toBuilder().tableName(name).build())
                .findFirst()
                .orElseThrow();
    }

    private void close() {
        try {
            s3.close();
            dynamo.close();
        } catch (Exception e) {
            throw new IllegalStateException("the emulators do not stop", e);
        } finally {
            sqs.close();
        }
    }
}
