package dev.fanfold.simulator.function;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.fanfold.simulator.service.Stream.Change;
import dev.fanfold.simulator.service.Versions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Changes as the event that a handler gets.
final class StreamEvents {
    private StreamEvents() {}

    static DynamodbEvent event(List<Change> changes, boolean newer) {
        var event = new DynamodbEvent();
        event.setRecords(changes.stream().map(change -> record(change, newer)).toList());
        return event;
    }

    private static DynamodbEvent.DynamodbStreamRecord record(Change change, boolean newer) {
        var record = new DynamodbEvent.DynamodbStreamRecord();
        record.setEventName(change.kind());
        var inner = new StreamRecord();
        inner.setSequenceNumber(String.valueOf(change.number()));
        if (change.image() != null) {
            inner.setNewImage(values(Versions.read(change.image(), newer)));
        }
        record.setDynamodb(inner);
        return record;
    }

    private static Map<String, AttributeValue> values(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> image) {
        var values = new HashMap<String, AttributeValue>();
        image.forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static AttributeValue value(
            software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        var copy = new AttributeValue();
        switch (value.type()) {
            case S -> copy.setS(value.s());
            case N -> copy.setN(value.n());
            case B -> copy.setB(value.b().asByteBuffer());
            default -> throw new IllegalArgumentException("no attribute of ours is " + value);
        }
        return copy;
    }
}
