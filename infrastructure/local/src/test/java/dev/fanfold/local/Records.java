package dev.fanfold.local;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import java.util.Objects;

/// The parts of events that tests check.
final class Records {
    private Records() {}

    static String text(DynamodbEvent.DynamodbStreamRecord record, String attribute) {
        return Objects.requireNonNull(record.getDynamodb().getNewImage().get(attribute)).getS();
    }

    static List<String> texts(Object event, String attribute) {
        return ((DynamodbEvent) event)
                .getRecords().stream().map(record -> text(record, attribute)).toList();
    }

    static List<String> bodies(Object event) {
        return ((SQSEvent) event).getRecords().stream().map(SQSEvent.SQSMessage::getBody).toList();
    }
}
