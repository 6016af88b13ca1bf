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

/// ElasticMQ's messages with the names that SQS uses.
final class ElasticMessages {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private ElasticMessages() {}

    static QueueMessage read(MessageData data) {
        return new QueueMessage(
                data.id().id(),
                data.deliveryReceipt().get().receipt(),
                data.content().value(),
                system(data),
                typed(data));
    }

    private static Map<String, String> system(MessageData data) {
        Map<String, String> system = new HashMap<>();
        system.put("ApproximateReceiveCount", "" + data.statistics().approximateReceiveCount());
        system.put("SentTimestamp", "" + data.created().toInstant().toEpochMilli());
        system.put("SenderId", Aws.ACCOUNT);
        if (data.statistics().approximateFirstReceive() instanceof OnDateTimeReceived first) {
            system.put(
                    "ApproximateFirstReceiveTimestamp",
                    "" + first.when().toInstant().toEpochMilli());
        }
        if (data.messageGroupId().isDefined()) {
            system.put("MessageGroupId", data.messageGroupId().get());
        }
        if (data.deadLetterSourceQueueName().isDefined()) {
            system.put(
                    "DeadLetterQueueSourceArn",
                    Aws.arn("sqs", data.deadLetterSourceQueueName().get()));
        }
        return system;
    }

    private static Map<String, QueueMessage.Typed> typed(MessageData data) {
        if (data.messageAttributes().isEmpty()) {
            return Map.of();
        }
        Map<String, QueueMessage.Typed> typed = new HashMap<>();
        CollectionConverters.asJava(data.messageAttributes())
                .forEach((name, value) -> typed.put(name, typed(value)));
        return typed;
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
