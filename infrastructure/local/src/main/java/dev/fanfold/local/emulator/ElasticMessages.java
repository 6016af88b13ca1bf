package dev.fanfold.local.emulator;

import dev.fanfold.lambda.QueueMessage;
import dev.fanfold.template.Aws;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageData;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.StringMessageAttribute;
import scala.jdk.javaapi.CollectionConverters;

/// Converts ElasticMQ's messages to the form in which SQS delivers them.
final class ElasticMessages {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private ElasticMessages() {}

    static QueueMessage convert(MessageData data) {
        return new QueueMessage(
                data.id().id(),
                data.deliveryReceipt().get().receipt(),
                data.content().value(),
                systemAttributes(data),
                attributes(data));
    }

    private static Map<String, String> systemAttributes(MessageData data) {
        Map<String, String> systemAttributes = new HashMap<>();
        systemAttributes.put(
                "ApproximateReceiveCount", "" + data.statistics().approximateReceiveCount());
        systemAttributes.put("SentTimestamp", "" + data.created().toInstant().toEpochMilli());
        systemAttributes.put("SenderId", Aws.ACCOUNT);
        if (data.statistics().approximateFirstReceive() instanceof OnDateTimeReceived first) {
            systemAttributes.put(
                    "ApproximateFirstReceiveTimestamp",
                    "" + first.when().toInstant().toEpochMilli());
        }
        if (data.messageGroupId().isDefined()) {
            systemAttributes.put("MessageGroupId", data.messageGroupId().get());
        }
        if (data.deadLetterSourceQueueName().isDefined()) {
            systemAttributes.put(
                    "DeadLetterQueueSourceArn",
                    Aws.arn("sqs", data.deadLetterSourceQueueName().get()));
        }
        return systemAttributes;
    }

    private static Map<String, QueueMessage.Typed> attributes(MessageData data) {
        if (data.messageAttributes().isEmpty()) {
            return Map.of();
        }
        Map<String, QueueMessage.Typed> attributes = new HashMap<>();
        CollectionConverters.asJava(data.messageAttributes())
                .forEach((name, value) -> attributes.put(name, typed(value)));
        return attributes;
    }

    private static QueueMessage.Typed typed(MessageAttribute attribute) {
        String type = attribute.getDataType();
        if (attribute instanceof StringMessageAttribute text) {
            return new QueueMessage.Typed(type, text.stringValue(), NO_BYTES);
        }
        if (attribute instanceof NumberMessageAttribute number) {
            return new QueueMessage.Typed(type, number.stringValue(), NO_BYTES);
        }
        var binary = ((BinaryMessageAttribute) attribute).binaryValue();
        byte[] bytes = new byte[binary.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = ((Number) binary.apply(i)).byteValue();
        }
        return new QueueMessage.Typed(type, "", ByteBuffer.wrap(bytes));
    }
}
