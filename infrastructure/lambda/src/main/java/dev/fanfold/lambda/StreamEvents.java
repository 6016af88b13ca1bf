package dev.fanfold.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Builds the event that Lambda passes to a handler for records of a stream.
public final class StreamEvents {
    private StreamEvents() {}

    /// The event with these records, as the stream's API returned them.
    public static DynamodbEvent event(List<Record> records, String streamArn) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records.stream().map(record -> record(record, streamArn)).toList());
        return event;
    }

    private static DynamodbStreamRecord record(Record read, String streamArn) {
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventID(read.eventID());
        record.setEventName(read.eventNameAsString());
        record.setEventVersion("1.1");
        record.setEventSource("aws:dynamodb");
        record.setAwsRegion(Arn.region(streamArn));
        record.setEventSourceARN(streamArn);
        StreamRecord change = new StreamRecord();
        change.setApproximateCreationDateTime(
                Date.from(read.dynamodb().approximateCreationDateTime()));
        change.setKeys(values(read.dynamodb().keys()));
        if (read.dynamodb().hasNewImage()) {
            change.setNewImage(values(read.dynamodb().newImage()));
        }
        if (read.dynamodb().hasOldImage()) {
            change.setOldImage(values(read.dynamodb().oldImage()));
        }
        change.setSequenceNumber(read.dynamodb().sequenceNumber());
        change.setSizeBytes(read.dynamodb().sizeBytes());
        change.setStreamViewType(
                StreamViewType.fromValue(read.dynamodb().streamViewTypeAsString()));
        record.setDynamodb(change);
        return record;
    }

    private static Map<String, AttributeValue> values(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> read) {
        Map<String, AttributeValue> values = new HashMap<>();
        read.forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static AttributeValue value(
            software.amazon.awssdk.services.dynamodb.model.AttributeValue read) {
        AttributeValue value = new AttributeValue();
        switch (read.type()) {
            case S -> value.setS(read.s());
            case N -> value.setN(read.n());
            case B -> value.setB(read.b().asByteBuffer());
            case BOOL -> value.setBOOL(read.bool());
            case NUL -> value.setNULL(read.nul());
            case SS -> value.setSS(read.ss());
            case NS -> value.setNS(read.ns());
            case BS -> value.setBS(read.bs().stream().map(SdkBytes::asByteBuffer).toList());
            case L -> value.setL(read.l().stream().map(StreamEvents::value).toList());
            case M -> value.setM(values(read.m()));
            case UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("unknown attribute type: " + read);
        }
        return value;
    }
}
