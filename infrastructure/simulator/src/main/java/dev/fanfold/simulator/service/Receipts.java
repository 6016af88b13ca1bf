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

/// Receives from queues by API calls. Each receive returns a new handle of the message. No call
/// waits for messages.
final class Receipts {
    private static final int MAX_MESSAGES = 10;
    private static final int MAX_VISIBILITY = 43_200;
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
        Duration hidden =
                request.visibilityTimeout() == null
                        ? queue.visibility()
                        : hidden(request.visibilityTimeout());
        return queue.receive(max, network.scheduler().micros(), hidden, network.random()).stream()
                .map(message -> told(message, request.messageSystemAttributeNames()))
                .toList();
    }

    private Message told(Queue.Message message, List<MessageSystemAttributeName> asked) {
        String handle = "r" + byHandle.size();
        byHandle.put(handle, message);
        String body = Versions.read(message.body(), network.scheduler().isNewer());
        Map<MessageSystemAttributeName, String> attributes = attributes(message);
        if (!asked.contains(MessageSystemAttributeName.ALL)) {
            attributes.keySet().retainAll(asked);
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

    /// The message that a handle belongs to.
    ///
    /// @throws ReceiptHandleIsInvalidException when it belongs to none
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

    /// Hides a message for so many seconds.
    void hide(Queue queue, String handle, int seconds) {
        Duration hidden = hidden(seconds);
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
        queue.show(message, now + hidden.toNanos() / 1_000);
    }

    private static Duration hidden(int seconds) {
        if (seconds < 0 || seconds > MAX_VISIBILITY) {
            throw invalid(
                    "VisibilityTimeout " + seconds + " is not between 0 and " + MAX_VISIBILITY);
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
