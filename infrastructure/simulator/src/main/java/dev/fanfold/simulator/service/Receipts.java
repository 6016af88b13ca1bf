package dev.fanfold.simulator.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// Receives messages for calls of the API, and keeps their receipt handles. Each receive gives the
/// message a new handle; older handles stay valid. No call waits for messages.
final class Receipts {
    private static final int MAX_MESSAGES = 10;
    private static final int MAX_VISIBILITY_SECONDS = 43_200;
    private final Network network;
    private final Map<String, Queue.Message> byHandle = new HashMap<>();

    Receipts(Network network) {
        this.network = network;
    }

    List<Message> receive(Queue queue, ReceiveMessageRequest request) {
        int max = request.maxNumberOfMessages() == null ? 1 : request.maxNumberOfMessages();
        if (max < 1 || max > MAX_MESSAGES) {
            throw invalid("MaxNumberOfMessages " + max + " is not between 1 and " + MAX_MESSAGES);
        }
        Duration visibility =
                request.visibilityTimeout() == null
                        ? queue.visibility()
                        : visibility(request.visibilityTimeout());
        long now = network.scheduler().micros();
        return queue.receive(max, now, visibility, network.random()).stream()
                .map(message -> response(message, request.messageSystemAttributeNames()))
                .toList();
    }

    private Message response(Queue.Message message, List<MessageSystemAttributeName> requested) {
        String handle = "r" + byHandle.size();
        byHandle.put(handle, message);
        String body = Versions.read(message.body(), network.scheduler().isNewer());
        Map<MessageSystemAttributeName, String> attributes = attributes(message);
        if (!requested.contains(MessageSystemAttributeName.ALL)) {
            attributes.keySet().retainAll(requested);
        }
        return Message.builder()
                .messageId(message.id())
                .receiptHandle(handle)
                .body(body)
                .md5OfBody(md5(body))
                .attributes(attributes)
                .build();
    }

    private Map<MessageSystemAttributeName, String> attributes(Queue.Message message) {
        var all = new EnumMap<MessageSystemAttributeName, String>(MessageSystemAttributeName.class);
        all.put(
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                String.valueOf(message.receives()));
        all.put(MessageSystemAttributeName.SENT_TIMESTAMP, millis(message.sent()));
        all.put(
                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                millis(message.firstReceived()));
        if (message.group() != null) {
            all.put(MessageSystemAttributeName.MESSAGE_GROUP_ID, message.group());
        }
        return all;
    }

    private String millis(long micros) {
        return String.valueOf(network.instant(micros).toEpochMilli());
    }

    /// The message that a handle belongs to, even if it was deleted.
    ///
    /// @throws ReceiptHandleIsInvalidException when no receive returned the handle
    Queue.Message of(String handle) {
        Queue.@Nullable Message message = byHandle.get(handle);
        if (message == null) {
            throw Errors.withDetails(
                            ReceiptHandleIsInvalidException.builder(),
                            404,
                            "ReceiptHandleIsInvalid",
                            "no message was received with handle " + handle)
                    .build();
        }
        return message;
    }

    /// Hides a received message for so many seconds from now; 0 makes it visible.
    ///
    /// @throws MessageNotInflightException when the message is deleted or already visible
    void changeVisibility(Queue queue, String handle, int seconds) {
        Duration visibility = visibility(seconds);
        long now = network.scheduler().micros();
        Queue.Message message = of(handle);
        if (!queue.isInFlight(message, now)) {
            throw Errors.withDetails(
                            MessageNotInflightException.builder(),
                            400,
                            "AWS.SimpleQueueService.MessageNotInflight",
                            "message " + message.id() + " is deleted or already visible")
                    .build();
        }
        queue.changeVisibility(message, now + visibility.toNanos() / 1_000);
    }

    private static Duration visibility(int seconds) {
        if (seconds < 0 || seconds > MAX_VISIBILITY_SECONDS) {
            throw invalid(
                    "VisibilityTimeout "
                            + seconds
                            + " is not between 0 and "
                            + MAX_VISIBILITY_SECONDS);
        }
        return Duration.ofSeconds(seconds);
    }

    private static SqsException invalid(String why) {
        return (SqsException)
                Errors.withDetails(SqsException.builder(), 400, "InvalidParameterValue", why)
                        .build();
    }

    /// A body's checksum as SQS returns it.
    static String md5(String body) {
        try {
            byte[] sum =
                    MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
