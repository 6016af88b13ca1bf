package dev.fanfold.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Builds the event that Lambda passes to a handler for received messages.
public final class QueueEvents {
    private QueueEvents() {}

    public static SQSEvent event(List<QueueMessage> messages, String queueArn) {
        SQSEvent event = new SQSEvent();
        event.setRecords(messages.stream().map(message -> message(message, queueArn)).toList());
        return event;
    }

    private static SQSEvent.SQSMessage message(QueueMessage received, String queueArn) {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId(received.id());
        message.setReceiptHandle(received.receipt());
        message.setBody(received.body());
        message.setAttributes(received.attributes());
        message.setMessageAttributes(messageAttributes(received.typed()));
        message.setEventSource("aws:sqs");
        message.setEventSourceArn(queueArn);
        message.setAwsRegion(Arn.region(queueArn));
        return message;
    }

    private static Map<String, SQSEvent.MessageAttribute> messageAttributes(
            Map<String, QueueMessage.Typed> received) {
        Map<String, SQSEvent.MessageAttribute> attributes = new HashMap<>();
        received.forEach((name, typed) -> {
            SQSEvent.MessageAttribute attribute = new SQSEvent.MessageAttribute();
            attribute.setDataType(typed.dataType());
            if (typed.dataType().startsWith("Binary")) {
                attribute.setBinaryValue(typed.bytes().duplicate());
            } else {
                attribute.setStringValue(typed.text());
            }
            attributes.put(name, attribute);
        });
        return attributes;
    }
}
