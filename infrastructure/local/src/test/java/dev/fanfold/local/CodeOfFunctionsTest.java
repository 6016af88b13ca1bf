package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.local.code.TestJars;
import dev.fanfold.template.TemplateException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Functions run the code of `CodeUri`, and handlers are closed at the end.
@Timeout(120)
class CodeOfFunctionsTest {
    private static final String HANDLER =
            """
            package app;

            import com.amazonaws.services.lambda.runtime.Context;
            import com.amazonaws.services.lambda.runtime.RequestHandler;
            import com.amazonaws.services.lambda.runtime.events.SQSEvent;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.Map;

            public class Handler implements RequestHandler<SQSEvent, String>, AutoCloseable {
                private final Map<String, String> environment;
                private final boolean asInContext = isItsOwnContext();

                public Handler(Map<String, String> environment) {
                    this.environment = environment;
                }

                public String handleRequest(SQSEvent event, Context context) {
                    context.getLogger().log("context " + asInContext + isItsOwnContext());
                    context.getLogger().log("root " + environment.get("LAMBDA_TASK_ROOT"));
                    if (event.getRecords().get(0).getBody().equals("die")) {
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException killed) {
                            return "killed";
                        }
                    }
                    return "done";
                }

                private static boolean isItsOwnContext() {
                    return Thread.currentThread().getContextClassLoader()
                            == Handler.class.getClassLoader();
                }

                public void close() throws Exception {
                    Files.writeString(Path.of(environment.get("CLOSED")), "closed");
                }
            }
            """;
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    @TempDir private Path folder;
    private Path template;
    private Path closed;

    @BeforeEach
    void write() throws IOException {
        closed = folder.resolve("closed");
        Files.createDirectories(folder.resolve("stacks"));
        Files.createDirectories(folder.resolve("target"));
        template =
                Files.writeString(
                        folder.resolve("template.yaml"),
                        """
                        Resources:
                          App:
                            Type: AWS::Serverless::Application
                            Properties:
                              Location: stacks/app.yaml
                        Outputs:
                          Queue:
                            Value: !GetAtt App.Outputs.Queue
                        """);
        Files.writeString(
                folder.resolve("stacks/app.yaml"),
                """
                Resources:
                  Queue:
                    Type: AWS::SQS::Queue
                    Properties: {VisibilityTimeout: 60}
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: ../target/app.zip
                      Handler: app.Handler
                      Timeout: 10
                      Environment: {Variables: {CLOSED: %s}}
                      Events:
                        E:
                          Type: SQS
                          Properties: {Queue: !GetAtt Queue.Arn}
                Outputs:
                  Queue:
                    Value: !Ref Queue
                """
                        .formatted(closed));
    }

    private void build() throws Exception {
        var testJars = new TestJars(folder);
        Path events = jarOf(SQSEvent.class);
        Path app =
                testJars.jar(
                        "app-1.jar",
                        "app.Handler",
                        HANDLER,
                        Map.of(),
                        events,
                        jarOf(RequestHandler.class));
        Files.move(testJars.function("app.zip", app, events), folder.resolve("target/app.zip"));
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private void send(LocalCloud cloud, String body) {
        try (SqsClient sqs = cloud.clients().sqs()) {
            sqs.sendMessage(to -> to.queueUrl(cloud.output("Queue")).messageBody(body));
        }
        Await.until("it runs").until(() -> log.stream().anyMatch(line -> line.contains("root ")));
    }

    @Test
    void aFunctionRunsTheCodeOfItsZipAndIsClosedWithTheCloud() throws Exception {
        build();
        try (LocalCloud cloud = LocalCloud.start(template, LocalOptions.defaults().log(log::add))) {
            send(cloud, "work");
            assertThat(closed).doesNotExist();
        }

        assertThat(log)
                .anyMatch(line -> line.contains("context truetrue"))
                .anyMatch(
                        line -> line.contains("root " + folder.resolve("target/app.zip.unpacked")));
        assertThat(closed).hasContent("closed");
    }

    @Test
    void anEnvironmentThatIsKilledClosesItsHandlerToo() throws Exception {
        build();
        try (LocalCloud cloud = LocalCloud.start(template, LocalOptions.defaults().log(log::add))) {
            send(cloud, "die");
            assertThat(cloud.kill(cloud.functions().getFirst().name())).isEqualTo(1);

            Await.until("it is closed").until(() -> Files.exists(closed));
        }
    }

    @Test
    void aZipThatIsMissingIsRefusedWithTheFunctionAndTheRemedy() {
        assertThatThrownBy(() -> LocalCloud.start(template, LocalOptions.defaults()).close())
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("app.yaml:")
                .hasMessageContaining("F: there is no zip")
                .hasMessageContaining("target/app.zip: build it with mvn package");
    }

    @Test
    void codeThatIsNotOnThisMachineIsRefused() throws IOException {
        Path stack = folder.resolve("stacks/app.yaml");
        String text = Files.readString(stack);
        Files.writeString(stack, text.replace("../target/app.zip", "s3://bucket/app.zip"));

        assertThatThrownBy(() -> LocalCloud.start(template, LocalOptions.defaults()).close())
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("app.yaml:8")
                .hasMessageContaining("CodeUri is s3://bucket/app.zip");
    }

    @Test
    void aHandlerThatTheZipLacksIsRefused() throws Exception {
        build();
        Path stack = folder.resolve("stacks/app.yaml");
        String text = Files.readString(stack);
        Files.writeString(stack, text.replace("app.Handler", "app.Handlor"));

        assertThatThrownBy(() -> LocalCloud.start(template, LocalOptions.defaults()).close())
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("app.Handlor, which is not in ")
                .hasMessageContaining("target/app.zip");
    }
}
