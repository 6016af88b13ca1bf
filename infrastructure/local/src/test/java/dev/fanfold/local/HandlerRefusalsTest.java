package dev.fanfold.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.fanfold.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A handler that does not accept its events is rejected before the start.
class HandlerRefusalsTest {
    private static final Path TEMPLATES = Path.of("src/test/resources/templates");
    @TempDir Path folder;

    @Test
    void aMissingOrUnsuitableHandlerIsRefusedByName() throws IOException {
        assertQueueHandlerRejected("dev.fanfold.Absent", "which is not on the class path");
        assertQueueHandlerRejected("java.lang.String", "which is not a ");
        assertQueueHandlerRejected(
                ForStreams.class.getName(),
                "DynamodbEvent, but F.E sends com.amazonaws.services.lambda.runtime.events.SQSEvent");
    }

    private void assertQueueHandlerRejected(String name, String message) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("handler.yaml"),
                        """
                        Resources:
                          Long:
                            Type: AWS::SQS::Queue
                            Properties: {VisibilityTimeout: 60}
                          F:
                            Type: AWS::Serverless::Function
                            Properties:
                              Handler: %s
                              Timeout: 10
                              MemorySize: 512
                              Events:
                                E:
                                  Type: SQS
                                  Properties:
                                    Queue: !GetAtt Long.Arn
                        """
                                .formatted(name));

        assertThatThrownBy(() -> LocalCloud.start(file, LocalOptions.defaults()).close())
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("handler.yaml:")
                .hasMessageContaining(name)
                .hasMessageContaining(message);
    }

    @Test
    void aHandlerThatDoesNotTakeRequestsIsRefused() throws IOException {
        assertApiHandlerRejected(
                ForQueues.class,
                "takes " + SQSEvent.class.getName() + ", but GET /jobs sends",
                "Answers");
        assertApiHandlerRejected(
                ForRequests.class,
                "takes "
                        + APIGatewayProxyRequestEvent.class.getName()
                        + ", but GET /gated/{id} asks",
                "Gate");
    }

    private void assertApiHandlerRejected(Class<?> type, String message, String function)
            throws IOException {
        String text = Files.readString(TEMPLATES.resolve("api.yaml"));
        int start = text.indexOf("Handler: ", text.indexOf("  " + function + ":\n"));
        int end = text.indexOf('\n', start);
        Files.writeString(
                folder.resolve("api.yaml"),
                text.substring(0, start) + "Handler: " + type.getName() + text.substring(end));
        Files.copy(
                TEMPLATES.resolve("openapi.yaml"),
                folder.resolve("openapi.yaml"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() ->
                        LocalCloud.start(folder.resolve("api.yaml"), LocalOptions.defaults())
                                .close())
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(message);
    }

    /// Accepts an event that queues do not send.
    static final class ForStreams implements RequestHandler<DynamodbEvent, String> {
        @Override
        public String handleRequest(DynamodbEvent event, Context context) {
            return "";
        }
    }

    /// Accepts an event that APIs do not send.
    static final class ForQueues implements RequestHandler<SQSEvent, String> {
        @Override
        public String handleRequest(SQSEvent event, Context context) {
            return "";
        }
    }

    /// Accepts an event that authorizers do not get.
    static final class ForRequests implements RequestHandler<APIGatewayProxyRequestEvent, String> {
        @Override
        public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
            return "";
        }
    }
}
